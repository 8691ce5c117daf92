/** One screen: the header that says where and who one is, what must be known now, and the work beneath. */
import { type ReactNode, useEffect, useState } from 'react'
import { useConnectionState } from '../connection/core.ts'
import { useTexts } from '../i18n/index.ts'
import { PersonMenu } from '../people/PersonMenu.tsx'
import { Key } from '../ui/Panel.tsx'
import { Notice } from '../ui/State.tsx'
import css from './app.module.css'
import { damageText } from './damage.ts'
import { SaveState } from './SaveState.tsx'
import { useSession } from './session.ts'

export interface Crumb {
  text: string
  go?: () => void
}

interface ScreenProps {
  crumbs: readonly Crumb[]
  openPalette: () => void
  /** Words beside the title. */
  about?: ReactNode
  children: ReactNode
}

export function Screen({ crumbs, about, openPalette, children }: ScreenProps) {
  const { t } = useTexts()
  const demo = useSession(session => session.state?.company?.demo ?? false)
  const title = crumbs.at(-1)?.text ?? ''
  useEffect(() => {
    document.title = `${title} · LeaseDesk`
  }, [title])
  return (
    <>
      <header className={css.header}>
        <Crumbs crumbs={crumbs} />
        {about}
        {demo ? <span className={css.demo}>{t('frame.demo')}</span> : null}
        <span className={css.headerSpace} />
        <button type="button" className={css.quiet} onClick={openPalette} aria-keyshortcuts="Control+K">
          {t('frame.find')} <Key>Ctrl K</Key>
        </button>
        <SaveState />
        <PersonMenu />
      </header>
      <Banners />
      <main className={css.main}>{children}</main>
    </>
  )
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { t } = useTexts()
  return (
    <nav aria-label={t('frame.where')}>
      <ol className={css.crumbs}>
        {crumbs.map((crumb, place) => {
          const last = place === crumbs.length - 1
          return (
            <li key={crumb.text} aria-current={last ? 'page' : undefined}>
              {crumb.go && !last ? (
                <button type="button" className={css.crumbLink} onClick={crumb.go}>
                  {crumb.text}
                </button>
              ) : last ? (
                <h1>{crumb.text}</h1>
              ) : (
                crumb.text
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

/** A core that comes back by itself has come back by then. */
const LONG_MS = 15_000

/** True once `so` has been so for that long. */
function useLasts(so: boolean, ms: number): boolean {
  const [lasts, setLasts] = useState(false)
  useEffect(() => {
    setLasts(false)
    if (!so) return
    const timer = setTimeout(() => setLasts(true), ms)
    return () => clearTimeout(timer)
  }, [so, ms])
  return lasts
}

function Banners() {
  const texts = useTexts()
  const connectionState = useConnectionState()
  const journal = useSession(session => session.state?.journal)
  const lost = connectionState === 'lost'
  const replaced = connectionState === 'replaced'
  const long = useLasts(lost, LONG_MS)
  const readOnly = journal?.state === 'read-only'
  if (!lost && !replaced && !readOnly) return null
  return (
    <div className={css.banners}>
      {lost ? (
        <Notice tone="attention">{texts.t(long ? 'connection.lost-long' : 'connection.lost-banner')}</Notice>
      ) : null}
      {replaced ? (
        <Notice tone="decline">
          <strong>{texts.t('connection.replaced')}</strong> {texts.t('connection.replaced-do')}
        </Notice>
      ) : null}
      {readOnly ? <Notice tone="decline">{damageText(texts, journal.damage)}</Notice> : null}
    </div>
  )
}
