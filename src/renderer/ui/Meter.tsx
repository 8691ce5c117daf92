/** The actual figure against its limit, as a bar with a mark; the figures stand beneath it in words. */
import type { ReactNode } from 'react'
import type { Tone } from './Outcome.tsx'
import css from './ui.module.css'

interface MeterProps {
  actual: number
  limit: number
  tone: Tone
  children: ReactNode
}

const share = (value: number, whole: number) => `${Math.max(0, Math.min(100, (value / whole) * 100))}%`

export function Meter({ actual, limit, tone, children }: MeterProps) {
  // The greater of the two reaches four fifths, so that one can see past it.
  const whole = Math.max(Math.abs(actual), Math.abs(limit), Number.EPSILON) * 1.25
  return (
    <div>
      <div className={css.meter} aria-hidden="true">
        <div className={css.meterFill} style={{ width: share(actual, whole), background: `var(--ld-${tone})` }} />
        <div className={css.meterLimit} style={{ left: share(limit, whole) }} />
      </div>
      {children}
    </div>
  )
}
