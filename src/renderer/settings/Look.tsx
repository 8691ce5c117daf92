/** How the window looks and speaks, for this person on this machine. */
import { Segmented } from 'antd'
import { useTexts } from '../i18n/index.ts'
import { Facts, Panel } from '../ui/Panel.tsx'
import { usePreferences } from '../ui/preferences.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'

const THEMES = ['system', 'light', 'dark'] as const

export function Look() {
  const { t } = useTexts()
  const { theme, set } = usePreferences()
  return (
    <Panel title={t('settings.look')} about={t('settings.look-about')}>
      <Facts
        lines={[
          [t('settings.language'), <LanguageSwitch key="language" />],
          [
            t('settings.theme'),
            <Segmented
              key="theme"
              aria-label={t('settings.theme')}
              value={theme}
              onChange={chosen => set({ theme: chosen })}
              options={THEMES.map(value => ({ value, label: t(`settings.theme-${value}`) }))}
            />,
          ],
        ]}
      />
    </Panel>
  )
}
