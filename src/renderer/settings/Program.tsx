/** Which program this is, and where its data lies. */
import { useSession } from '../app/session.ts'
import { useTexts } from '../i18n/index.ts'
import { useNamesStore } from '../review/names-store.ts'
import { Facts, Panel } from '../ui/Panel.tsx'
import css from './settings.module.css'

export function Program({ folder }: { folder: string }) {
  const { t, pick } = useTexts()
  const state = useSession(session => session.state)
  const rulebook = useNamesStore(store => store.names.rulebook)
  if (state === null) return null
  return (
    <Panel title={t('program.title')}>
      <Facts
        lines={[
          [t('program.version'), state.version],
          state.company === null ? null : [t('program.company'), state.company.name],
          rulebook === null ? null : [t('program.rulebook'), `${pick(rulebook.name)} v${rulebook.version}`],
          [
            t('program.folder'),
            <span key="folder" className={css.hash}>
              {folder}
            </span>,
          ],
        ]}
      />
    </Panel>
  )
}
