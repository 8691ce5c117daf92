/** The words of the screens, in the language a test works in, so that tests follow the catalogues. */
import en from '../../../src/words/en.json' with { type: 'json' }
import zh from '../../../src/words/zh-CN.json' with { type: 'json' }

export type Language = 'zh-CN' | 'en'
type Key = keyof typeof zh | keyof typeof en

const catalogues: Record<Language, Record<string, string>> = { 'zh-CN': zh, en }

/** The text of a key, its placeholders filled; a plural's form is part of the key, as in the catalogue. */
export function text(language: Language, key: Key, filling: Record<string, string | number> = {}): string {
  const found = catalogues[language][key]
  if (found === undefined) throw new Error(`${language} has no text for ${key}`)
  return found.replaceAll(/{{(\w+)}}/g, (_all, name: string) => String(filling[name]))
}

export const textsIn = (language: Language) => (key: Key, filling?: Record<string, string | number>) =>
  text(language, key, filling)
