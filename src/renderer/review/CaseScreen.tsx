/** One case before one person: what the system suggests and why, what is known, and one key for each decision. */
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { addressOf, type CaseTarget, go, NEXT_CASE, QUEUE } from '../app/route.ts'
import { Screen } from '../app/Screen.tsx'
import { useAway } from '../app/session.ts'
import { useTexts } from '../i18n/index.ts'
import { useKeys } from '../ui/keys.ts'
import { Key } from '../ui/Panel.tsx'
import { Empty, Failed, Skeleton } from '../ui/State.tsx'
import { ActionBar } from './ActionBar.tsx'
import { CaseBody } from './CaseBody.tsx'
import { CaseHeader } from './CaseHeader.tsx'
import css from './case.module.css'
import { useCase } from './case-store.ts'
import { useLoadNames } from './names-store.ts'
import { useTakeBack } from './take-back.ts'

/** A claim is renewed while its case is being read, well before it runs out. */
const RENEW_MS = 60_000

interface CaseScreenProps {
  target: CaseTarget
  openPalette: () => void
}

export function CaseScreen({ target, openPalette }: CaseScreenProps) {
  const { t } = useTexts()
  const number = useCase(state => state.detail?.case.number)
  const { show, next, walk } = useCase.getState()
  useLoadNames()
  useClaimUpkeep()
  const address = target.show === 'next' ? 'next' : `${target.show}/${target.id}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is the target, compared by what it says
  useEffect(() => {
    // Effects come late on a busy machine: where one has moved on meanwhile, this is no longer what is asked for.
    if (window.location.hash === addressOf({ place: 'review', target })) void show(target)
  }, [address])
  const takeBack = useTakeBack(({ one }) => one && void useCase.getState().reopen(one.caseId))
  useKeys({
    n: () => void next(),
    escape: () => go(QUEUE),
    '[': () => void walk(-1),
    ']': () => void walk(1),
    z: takeBack,
  })
  return (
    <Screen
      openPalette={openPalette}
      crumbs={[
        { text: t('place.review') },
        { text: t('queue.title'), go: () => go(QUEUE) },
        { text: number === undefined ? t('case.title') : t('case.numbered', { number }) },
      ]}
    >
      <CaseContent target={target} />
      <ActionBar takeBack={takeBack} />
    </Screen>
  )
}

function CaseContent({ target }: { target: CaseTarget }) {
  const { t } = useTexts()
  const { status, detail, failure } = useCase()
  const back = (
    <Button onClick={() => go(QUEUE)}>
      {t('case.to-queue')} <Key>Esc</Key>
    </Button>
  )
  if (status === 'failed' && failure !== null) {
    return <Failed failure={failure} again={() => void useCase.getState().show(target)} />
  }
  if (status === 'none-waits') {
    return (
      <Empty title={t('case.none-waits')} actions={back}>
        {t('case.none-waits-about')}
      </Empty>
    )
  }
  if (status === 'no-case') {
    return (
      <Empty title={t('case.no-case')} actions={<Button onClick={() => go(NEXT_CASE)}>{t('keys.next')}</Button>}>
        {t('case.no-case-about')}
      </Empty>
    )
  }
  if (detail === null) return <CaseSkeleton />
  return (
    <div className={css.case} data-case={detail.case.id}>
      <CaseHeader detail={detail} />
      <CaseBody detail={detail} />
    </div>
  )
}

function CaseSkeleton() {
  const { t } = useTexts()
  return (
    <div className={`${css.case} ${css.waiting}`} role="status" aria-label={t('case.loading')}>
      <div className={css.strip}>
        <Skeleton lines={1} />
      </div>
      <div className={css.body}>
        <Skeleton lines={9} />
        <Skeleton lines={7} />
      </div>
    </div>
  )
}

/** Stops the clock while nobody looks, keeps the claim while somebody does, and gives it back at the end. */
function useClaimUpkeep(): void {
  const away = useAway()
  const wasAway = useRef(false)
  useEffect(() => {
    // A core that was started again knows of no claims: this one is made anew.
    if (wasAway.current && !away) void useCase.getState().renewClaim()
    wasAway.current = away
  }, [away])
  useEffect(() => {
    const { look, leave, renewClaim } = useCase.getState()
    const looked = () => look(!document.hidden)
    const renew = setInterval(() => void renewClaim(), RENEW_MS)
    document.addEventListener('visibilitychange', looked)
    return () => {
      clearInterval(renew)
      document.removeEventListener('visibilitychange', looked)
      leave()
    }
  }, [])
}
