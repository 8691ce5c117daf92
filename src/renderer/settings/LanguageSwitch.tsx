/** 中文 or English, each called by its own name. */
import { Segmented } from 'antd'
import { useTexts } from '../i18n/index.ts'
import { usePreferences } from '../ui/preferences.ts'

export function LanguageSwitch({ changed }: { changed?: () => void }) {
  const { t, language } = useTexts()
  return (
    <Segmented
      aria-label={t('settings.language')}
      value={language}
      onChange={chosen => {
        usePreferences.getState().set({ language: chosen })
        changed?.()
      }}
      options={[
        { value: 'zh-CN' as const, label: '中文' },
        { value: 'en' as const, label: 'English' },
      ]}
    />
  )
}
