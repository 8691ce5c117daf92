/** Whether what was done is safe, always in words; opens to what stands behind the word. */
import { Popover } from 'antd'
import type { JournalView } from '../../protocol/desktop/app.ts'
import type { ConnectionState } from '../connection/client.ts'
import { useConnectionState } from '../connection/core.ts'
import { bytes, count } from '../i18n/format.ts'
import { type Texts, useTexts } from '../i18n/index.ts'
import type { Tone } from '../ui/Outcome.tsx'
import { Facts } from '../ui/Panel.tsx'
import css from './app.module.css'
import { damageText } from './damage.ts'
import { go } from './route.ts'
import { useSession } from './session.ts'

interface Said {
  tone: Tone
  mark: string
  words: string
}

function say({ t }: Texts, connection: ConnectionState, journal: JournalView): Said {
  if (connection === 'replaced') return { tone: 'decline', mark: '✕', words: t('save.replaced') }
  if (connection !== 'open') return { tone: 'attention', mark: '○', words: t('save.lost') }
  if (journal.state === 'read-only') return { tone: 'decline', mark: '✕', words: t('save.read-only') }
  if (journal.state === 'saving') return { tone: 'refer', mark: '◌', words: t('save.saving') }
  return { tone: 'approve', mark: '●', words: t('save.saved') }
}

export function SaveState() {
  const texts = useTexts()
  const journal = useSession(session => session.state?.journal)
  const connection = useConnectionState()
  if (journal === undefined) return null
  const said = say(texts, connection, journal)
  return (
    <Popover trigger="click" placement="bottomRight" content={<Behind journal={journal} connection={connection} />}>
      <button type="button" className={`${css.quiet} ${css[said.tone]}`} aria-live="polite">
        <span aria-hidden="true">{said.mark}</span> {said.words}
      </button>
    </Popover>
  )
}

function Behind({ journal, connection }: { journal: JournalView; connection: ConnectionState }) {
  const texts = useTexts()
  const { t } = texts
  const { verified, cut } = journal
  return (
    <div className={css.behind}>
      <p>
        {connection === 'replaced'
          ? t('connection.replaced-do')
          : connection !== 'open'
            ? t('connection.lost-banner')
            : t(journal.state === 'read-only' ? 'save.about-read-only' : 'save.about')}
      </p>
      {journal.damage === null ? null : <p>{damageText(texts, journal.damage)}</p>}
      <Facts
        lines={[
          [t('journal.entries'), count(journal.entries)],
          [t('journal.head'), <code key="head">{journal.head.slice(0, 12) || t('value.none')}</code>],
          [
            t('journal.verified'),
            verified === null
              ? t('journal.verified-all')
              : t('job.figure', { done: count(verified.done), of: count(verified.of) }),
          ],
          cut === null ? null : [t('journal.cut'), bytes(cut.bytes)],
        ]}
      />
      <button type="button" className={css.crumbLink} onClick={() => go({ place: 'settings' })}>
        {t('save.more')}
      </button>
    </div>
  )
}
