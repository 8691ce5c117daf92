/** The frame around the work: the rail, the place one is in, and the keys that hold everywhere. */
import { lazy, Suspense, useState } from 'react'
import { useTexts } from '../i18n/index.ts'
import { CaseScreen } from '../review/CaseScreen.tsx'
import { Queue } from '../review/Queue.tsx'
import { Boundary } from '../ui/Boundary.tsx'
import { useKeys } from '../ui/keys.ts'
import { usePreferences } from '../ui/preferences.ts'
import { Skeleton } from '../ui/State.tsx'
import css from './app.module.css'
import { KeyList } from './KeyList.tsx'
import { Palette } from './Palette.tsx'
import { placesFor } from './places.ts'
import { addressOf, go, type Place, QUEUE, type Route, useRoute } from './route.ts'
import { usePerson } from './session.ts'

const ImportWizard = lazy(async () => ({ default: (await import('../intake/ImportWizard.tsx')).ImportWizard }))
const Settings = lazy(async () => ({ default: (await import('../settings/Settings.tsx')).Settings }))

export function Frame() {
  const route = useRoute()
  const [overlay, setOverlay] = useState<'palette' | 'keys' | null>(null)
  const close = () => setOverlay(null)
  useKeys({
    'ctrl+k': () => setOverlay('palette'),
    '?': () => setOverlay('keys'),
    p: () => usePreferences.getState().set({ pane: !usePreferences.getState().pane }),
  })
  return (
    <div className={css.frame}>
      <Rail current={route.place} />
      <div className={css.place}>
        <Boundary key={route.place}>
          <Suspense fallback={<Skeleton lines={5} />}>
            <PlaceOf route={route} openPalette={() => setOverlay('palette')} />
          </Suspense>
        </Boundary>
      </div>
      {overlay === 'palette' ? <Palette close={close} showKeys={() => setOverlay('keys')} /> : null}
      {overlay === 'keys' ? <KeyList close={close} /> : null}
    </div>
  )
}

function PlaceOf({ route, openPalette }: { route: Route; openPalette: () => void }) {
  const { roles } = usePerson()
  const places = placesFor(roles)
  const allowed = places.some(entry => entry.place === route.place)
  const place = allowed ? route.place : places[0]?.place
  if (place === 'import') return <ImportWizard openPalette={openPalette} />
  if (place === 'settings') return <Settings openPalette={openPalette} />
  if (route.place === 'review' && route.target !== null) {
    return <CaseScreen target={route.target} openPalette={openPalette} />
  }
  return <Queue openPalette={openPalette} />
}

function Rail({ current }: { current: Place }) {
  const { t } = useTexts()
  const { roles } = usePerson()
  return (
    <nav className={css.rail} aria-label={t('frame.places')}>
      {placesFor(roles).map(({ place, icon: Icon }) => {
        const route: Route = place === 'review' ? QUEUE : { place }
        return (
          <a
            key={place}
            href={addressOf(route)}
            className={`${css.railPlace} ${place === 'settings' ? css.railLast : ''}`}
            aria-current={place === current ? 'page' : undefined}
            onClick={event => {
              event.preventDefault()
              go(route)
            }}
          >
            <Icon />
            <span>{t(`place.${place}`)}</span>
          </a>
        )
      })}
    </nav>
  )
}
