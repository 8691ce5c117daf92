/** `?`: every key, by where it works. */
import type { TextKey } from '../i18n/index.ts'
import { useTexts } from '../i18n/index.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Key } from '../ui/Panel.tsx'
import css from './app.module.css'

const GROUPS: readonly { title: TextKey; keys: readonly (readonly [keys: string[], about: TextKey])[] }[] = [
  {
    title: 'keys.everywhere',
    keys: [
      [['Ctrl K'], 'keys.find'],
      [['P'], 'keys.pane'],
      [['?'], 'keys.list'],
      [['Esc'], 'keys.back'],
    ],
  },
  {
    title: 'keys.queue',
    keys: [
      [['J', 'K'], 'keys.move'],
      [['Enter'], 'keys.open'],
      [['N'], 'keys.next'],
      [['X'], 'keys.select'],
      [['A D R E'], 'keys.bulk'],
      [['Z'], 'keys.take-back'],
      [['B'], 'keys.boost'],
    ],
  },
  {
    title: 'keys.case',
    keys: [
      [['A'], 'keys.approve'],
      [['D'], 'keys.decline'],
      [['R'], 'keys.ask'],
      [['E'], 'keys.escalate'],
      [['1 – 9'], 'keys.reason'],
      [['Enter'], 'keys.confirm'],
      [['Z'], 'keys.take-back'],
      [['N'], 'keys.next'],
      [['[', ']'], 'keys.trail'],
      [['M'], 'keys.note'],
      [['V'], 'keys.documents'],
    ],
  },
]

export function KeyList({ close }: { close: () => void }) {
  const { t } = useTexts()
  return (
    <Dialog title={t('keys.title')} close={close} width={760}>
      <div className={css.keyGroups}>
        {GROUPS.map(group => (
          <section key={group.title}>
            <h2>{t(group.title)}</h2>
            <dl className={css.keyList}>
              {group.keys.map(([keys, about]) => (
                <div key={about}>
                  <dt>
                    {keys.map(key => (
                      <Key key={key}>{key}</Key>
                    ))}
                  </dt>
                  <dd>{t(about)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
