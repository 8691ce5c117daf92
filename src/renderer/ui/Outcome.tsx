/** Outcomes in their four colours, never by colour alone: a mark and a word go with each. */
import { useTexts } from '../i18n/index.ts'
import css from './ui.module.css'

export type Tone = 'approve' | 'refer' | 'decline' | 'attention'

export const MARKS: Record<Tone, string> = { approve: '✓', refer: '◆', decline: '✕', attention: '▲' }

const TONES: Record<string, Tone> = {
  approve: 'approve',
  refer: 'refer',
  decline: 'decline',
  'ask-documents': 'attention',
  escalate: 'attention',
  tag: 'attention',
}

export function toneOf(outcome: string): Tone {
  return TONES[outcome] ?? 'attention'
}

export function Outcome({ outcome }: { outcome: string }) {
  const { coded } = useTexts()
  const tone = toneOf(outcome)
  return (
    <span className={`${css.outcome} ${css[tone]}`}>
      <span aria-hidden="true">{MARKS[tone]}</span>
      {coded('outcome', outcome, null)}
    </span>
  )
}
