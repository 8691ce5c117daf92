/** Which room there is to show: none yet, the first start, a rebuild, the door, or the frame. */
import { useConnectionState } from '../connection/core.ts'
import { count } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { SignIn } from '../people/SignIn.tsx'
import { FirstStart } from '../setup/FirstStart.tsx'
import { Sealed } from '../setup/Sealed.tsx'
import { useSetup } from '../setup/setup-store.ts'
import { Bar } from '../ui/JobProgress.tsx'
import { Empty, Failed } from '../ui/State.tsx'
import css from './app.module.css'
import { Frame } from './Frame.tsx'
import { followApp, useSession } from './session.ts'

export function App() {
  const { t } = useTexts()
  const { state, person, failure } = useSession()
  const settingUp = useSetup(setup => setup.job !== null)
  const connectionState = useConnectionState()

  if (connectionState === 'replaced' && person === null) {
    return <Empty title={t('connection.replaced')}>{t('connection.replaced-do')}</Empty>
  }
  if (connectionState === 'stopped') return <Empty title={t('connection.stopped')}>{t('connection.stopped-do')}</Empty>
  if (failure !== null) return <Failed failure={failure} again={() => void followApp()} />
  if (state === null) return <Starting />
  if (settingUp || state.phase === 'new') return <FirstStart />
  if (state.phase === 'sealed') return <Sealed />
  if (state.phase === 'rebuilding')
    return <Rebuilding done={state.progress?.done ?? 0} of={state.progress?.of ?? null} />
  if (person === null) return <SignIn />
  return (
    <>
      <div className={css.behindDoor} inert={state.me === null}>
        <Frame key={person.id} />
      </div>
      {state.me === null ? <SignIn again={person} /> : null}
    </>
  )
}

/** Shown only where the first answer takes longer than one notices: the style holds it back for 300 ms. */
function Starting() {
  const { t } = useTexts()
  return (
    <div className={css.starting} role="status">
      {t('connection.connecting')}
    </div>
  )
}

function Rebuilding({ done, of }: { done: number; of: number | null }) {
  const { t } = useTexts()
  return (
    <main className={css.rebuilding}>
      <h1>{t('rebuilding.title')}</h1>
      <p>{t('rebuilding.about')}</p>
      <Bar done={done} of={of} label={t('rebuilding.title')} />
      <p>{of === null ? count(done) : t('job.figure', { done: count(done), of: count(of) })}</p>
    </main>
  )
}
