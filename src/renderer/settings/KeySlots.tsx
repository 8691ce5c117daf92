/** Where the company's master key is kept on this machine. */
import { useTexts } from '../i18n/index.ts'
import { Panel } from '../ui/Panel.tsx'
import ui from '../ui/ui.module.css'
import type { CompanySettings } from './Settings.tsx'
import css from './settings.module.css'

export function KeySlots({ slots }: { slots: CompanySettings['keySlots'] }) {
  const { t } = useTexts()
  return (
    <Panel title={t('keys-slots.title')} about={t('keys-slots.about')}>
      <ul>
        {slots.map(({ kind, inUse, detail }) => (
          <li key={kind} className={css.limit}>
            <div>
              <div>{t(`keys-slots.${kind}`)}</div>
              {detail === null ? null : <div className={`${ui.soft} ${css.hash}`}>{detail}</div>}
            </div>
            <span className={inUse ? ui.approve : ui.soft}>{t(inUse ? 'keys-slots.in-use' : 'keys-slots.unused')}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
