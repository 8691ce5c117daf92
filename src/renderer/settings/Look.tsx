/** How the window looks and speaks, for this person on this machine. */
import { Segmented } from 'antd'
import { useTexts } from '../i18n/index.ts'
import { Facts, Panel } from '../ui/Panel.tsx'
import { usePreferences } from '../ui/preferences.ts'
import { Saved, useSaved } from '../ui/Saved.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import css from './settings.module.css'

const THEMES = ['system', 'light', 'dark'] as const

export function Look() {
  const { t } = useTexts()
  const { theme, set } = usePreferences()
  const [saved, tell] = useSaved<'language' | 'theme'>()
  return (
    <Panel title={t('settings.look')} about={t('settings.look-about')}>
      <Facts
        lines={[
          [
            t('settings.language'),
            <span key="language" className={css.choice}>
              <Saved shown={saved === 'language'} />
              <LanguageSwitch changed={() => tell('language')} />
            </span>,
          ],
          [
            t('settings.theme'),
            <span key="theme" className={css.choice}>
              <Saved shown={saved === 'theme'} />
              <Segmented
                aria-label={t('settings.theme')}
                value={theme}
                onChange={chosen => {
                  set({ theme: chosen })
                  tell('theme')
                }}
                options={THEMES.map(value => ({ value, label: t(`settings.theme-${value}`) }))}
              />
            </span>,
          ],
        ]}
      />
    </Panel>
  )
}
