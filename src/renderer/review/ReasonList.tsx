/** The reasons of an outcome, each under its number. */
import { useTexts } from '../i18n/index.ts'
import type { KeyMap } from '../ui/keys.ts'
import { Key } from '../ui/Panel.tsx'
import ui from '../ui/ui.module.css'
import css from './decide.module.css'
import { REASONS, type ReviewOutcome } from './reasons.ts'

interface ReasonListProps {
  outcome: ReviewOutcome
  chosen: readonly string[]
  toggle: (id: string) => void
}

const idsOf = (outcome: ReviewOutcome) => REASONS[outcome].map(name => `${outcome}.${name}`)

/** The number keys that tick reasons; for the dialog around the list, which takes all keys while it is open. */
export function reasonKeys(outcome: ReviewOutcome, toggle: (id: string) => void): KeyMap {
  return Object.fromEntries(idsOf(outcome).map((id, place) => [String(place + 1), () => toggle(id)]))
}

export function ReasonList({ outcome, chosen, toggle }: ReasonListProps) {
  const { t, coded } = useTexts()
  return (
    <fieldset className={css.reasons}>
      <legend className={ui.hidden}>{t('picker.reasons')}</legend>
      {idsOf(outcome).map((id, place) => (
        <label key={id} className={css.reasonLine}>
          <Key>{String(place + 1)}</Key>
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
          {coded('reason', id, null)}
        </label>
      ))}
    </fieldset>
  )
}
