/** The queue: what waits, by state and group, in a grid that SQL filters and sorts. */
import { Button } from 'antd'
import { useEffect } from 'react'
import { go, NEXT_CASE } from '../app/route.ts'
import { Screen } from '../app/Screen.tsx'
import { useAway, usePerson } from '../app/session.ts'
import { connection, core } from '../connection/core.ts'
import { failureOf } from '../connection/failure.ts'
import { useTexts } from '../i18n/index.ts'
import { useKeys } from '../ui/keys.ts'
import { Key } from '../ui/Panel.tsx'
import { usePreferences } from '../ui/preferences.ts'
import { FailureNotice } from '../ui/State.tsx'
import { BoostDialog } from './BoostDialog.tsx'
import { BulkBar } from './BulkBar.tsx'
import { BulkDialog } from './BulkDialog.tsx'
import { ColumnMenu } from './ColumnMenu.tsx'
import { GroupList } from './GroupList.tsx'
import { useLoadNames } from './names-store.ts'
import { QueueGrid } from './QueueGrid.tsx'
import { QueuePane } from './QueuePane.tsx'
import css from './queue.module.css'
import { useQueue } from './queue-store.ts'
import { StateTabs } from './StateTabs.tsx'

export function Queue({ openPalette }: { openPalette: () => void }) {
  const { t, language } = useTexts()
  const person = usePerson()
  const pane = usePreferences(preferences => preferences.pane)
  const { bulk, failure, person: taken } = useQueue()
  useLoadNames()
  useEffect(() => useQueue.getState().becomes(person.id), [person.id])
  const away = useAway()
  useEffect(() => (away ? undefined : watchCounts()), [away])
  useKeys({
    n: () => go(NEXT_CASE),
    b: () => {
      const { focused } = useQueue.getState()
      if (focused !== null && focused.state !== 'decided') useQueue.setState({ bulk: 'boost' })
    },
  })
  return (
    <Screen openPalette={openPalette} crumbs={[{ text: t('place.review') }, { text: t('queue.title') }]}>
      <div className={css.strip}>
        <StateTabs />
        <span className={css.space} />
        <ColumnMenu />
        <Button onClick={() => void useQueue.getState().exportCsv(language)}>{t('queue.export')}</Button>
        <Button type="primary" onClick={() => go(NEXT_CASE)} aria-keyshortcuts="N">
          {t('keys.next')} <Key>N</Key>
        </Button>
      </div>
      {failure === null ? null : (
        <div className={css.failure}>
          <FailureNotice
            failure={failure}
            actions={<Button onClick={() => useQueue.setState({ failure: null })}>{t('sent.dismiss')}</Button>}
          />
        </div>
      )}
      <div className={`${css.queue} ${pane ? css.withPane : ''}`}>
        <GroupList />
        {taken === person.id ? <QueueGrid /> : <div />}
        {pane ? <QueuePane /> : null}
      </div>
      <BulkBar />
      {bulk === 'boost' ? <BoostDialog /> : bulk === null ? null : <BulkDialog outcome={bulk} />}
    </Screen>
  )
}

/** Counts as they change; each change also makes the rows on the screen stale. */
function watchCounts(): () => void {
  return connection.follow(
    signal => core.review.watch(undefined, { signal }),
    counts => useQueue.setState(({ stale }) => ({ counts, stale: stale + 1 })),
    error => useQueue.setState({ failure: failureOf(error) }),
  )
}
