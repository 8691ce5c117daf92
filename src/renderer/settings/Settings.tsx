/** Settings: the person's own taste, the company's people and limits, and how the journal stands. */
import { useCallback, useEffect, useState } from 'react'
import { Screen } from '../app/Screen.tsx'
import { useAway } from '../app/session.ts'
import { core, useConnectionState } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { useTexts } from '../i18n/index.ts'
import { People } from '../people/People.tsx'
import { Failed, Skeleton } from '../ui/State.tsx'
import { Journal } from './Journal.tsx'
import { KeySlots } from './KeySlots.tsx'
import { Limits } from './Limits.tsx'
import { Look } from './Look.tsx'
import { Program } from './Program.tsx'
import css from './settings.module.css'

export type CompanySettings = Awaited<ReturnType<typeof core.settings.get>>

export function Settings({ openPalette }: { openPalette: () => void }) {
  const { t } = useTexts()
  const away = useAway()
  const open = useConnectionState() === 'open' && !away
  const [settings, setSettings] = useState<CompanySettings | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const load = useCallback(() => {
    setFailure(null)
    core.settings
      .get()
      .then(setSettings)
      .catch(error => setFailure(failureOf(error)))
  }, [])
  useEffect(() => {
    if (open) load()
  }, [open, load])
  return (
    <Screen openPalette={openPalette} crumbs={[{ text: t('place.settings') }]}>
      <div className={css.settings}>
        <div className={css.column}>
          <Look />
          <People />
          {settings === null ? null : <Limits settings={settings} changed={load} />}
        </div>
        <div className={css.column}>
          <Journal />
          {failure === null ? null : <Failed failure={failure} again={load} />}
          {settings === null ? (
            failure === null ? (
              <Skeleton lines={4} />
            ) : null
          ) : (
            <>
              <KeySlots slots={settings.keySlots} changed={load} />
              <Program folder={settings.folder} />
            </>
          )}
        </div>
      </div>
    </Screen>
  )
}
