/** Where the company's master key is kept on this machine. */
import { usePerson } from '../app/session.ts'
import { useTexts } from '../i18n/index.ts'
import { Panel } from '../ui/Panel.tsx'
import ui from '../ui/ui.module.css'
import { FolderPassphrase } from './FolderPassphrase.tsx'
import type { CompanySettings } from './Settings.tsx'
import css from './settings.module.css'

export function KeySlots({ slots, changed }: { slots: CompanySettings['keySlots']; changed: () => void }) {
  const { t } = useTexts()
  const administrator = usePerson().roles.includes('administrator')
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
      {administrator ? <FolderPassphrase changed={changed} /> : null}
    </Panel>
  )
}
