/** The catalogues behind a typed `t`: a key that is in no catalogue does not compile. */
import i18next from 'i18next'
import { useMemo } from 'react'
import type { Language } from '../../domain/language.ts'
import en from '../../words/en.json'
import zhCN from '../../words/zh-CN.json'
import { usePreferences } from '../ui/preferences.ts'

type CatalogueKey = keyof typeof zhCN | keyof typeof en
/** Counted texts stand as `key_one` and `key_other` and are asked for as `key`. */
export type TextKey = CatalogueKey extends infer Key
  ? Key extends `${infer Base}_${'one' | 'other'}`
    ? Base
    : Key
  : never
export type Values = Readonly<Record<string, string | number>>
export type Translate = (key: TextKey, values?: Values) => string

await i18next.init({
  resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
  lng: usePreferences.getState().language,
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  // React escapes what it shows.
  interpolation: { escapeValue: false },
})

export function translator(language: Language): Translate {
  const fixed = i18next.getFixedT(language)
  return (key, values) => fixed(key, { ...values })
}

export interface Texts {
  t: Translate
  language: Language
  /** The text of a code that comes from elsewhere (`refusal.stale`), or of `otherwise` where the catalogue has none. */
  coded(prefix: string, code: string, otherwise: TextKey | null, values?: Values): string
  /** The half of a pair in this window's language. */
  pick(pair: { readonly zh: string; readonly en: string }): string
}

export function textsIn(language: Language): Texts {
  const t = translator(language)
  return {
    t,
    language,
    coded(prefix, code, otherwise, values) {
      const key = `${prefix}.${code}`
      if (i18next.exists(key, { lng: language })) return t(key as TextKey, values)
      return otherwise === null ? code : t(otherwise, { code, ...values })
    },
    pick: pair => (language === 'en' ? pair.en : pair.zh),
  }
}

export function useLanguage(): Language {
  return usePreferences(state => state.language)
}

export function useTexts(): Texts {
  const language = useLanguage()
  return useMemo(() => textsIn(language), [language])
}
