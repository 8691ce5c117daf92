/** A file is dropped or chosen; and what came in earlier and was never decided can be decided. */
import { Button } from 'antd'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { core } from '../connection/core.ts'
import { count } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { Notice } from '../ui/State.tsx'
import ui from '../ui/ui.module.css'
import css from './intake.module.css'
import { useIntake } from './intake-store.ts'

const ACCEPTED = '.csv,.txt,.xlsx'

export function FileStep() {
  const { t } = useTexts()
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (file: File | undefined) => {
    if (file !== undefined) void useIntake.getState().take(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <>
      <Undecided />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the button inside is for everybody */}
      <div
        className={css.drop}
        data-over={over}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <h2>{t('intake.drop')}</h2>
        <p>{t('intake.formats')}</p>
        <Button type="primary" size="large" onClick={() => input.current?.click()}>
          {t('intake.choose')}
        </Button>
        <input
          ref={input}
          className={ui.hidden}
          type="file"
          accept={ACCEPTED}
          tabIndex={-1}
          aria-label={t('intake.choose')}
          onChange={event => take(event.target.files?.[0])}
        />
        <p>{t('intake.safe')}</p>
      </div>
    </>
  )
}

function Undecided() {
  const { t } = useTexts()
  const [waiting, setWaiting] = useState(0)
  useEffect(() => {
    const stop = new AbortController()
    core.intake
      .undecided(undefined, { signal: stop.signal })
      .then(({ applications }) => setWaiting(applications))
      // Only an offer: without an answer there is none.
      .catch(() => {})
    return () => stop.abort()
  }, [])
  if (waiting === 0) return null
  return (
    <Notice
      tone="attention"
      actions={<Button onClick={() => void useIntake.getState().decide()}>{t('intake.decide-now')}</Button>}
    >
      {t('intake.undecided', { count: waiting, applications: count(waiting) })}
    </Notice>
  )
}
