/** A titled block of a screen, and the label and value lines that most blocks are made of. */
import { type ReactNode, useId } from 'react'
import css from './ui.module.css'

interface PanelProps {
  title: string
  /** A few words or a figure beside the title. */
  about?: ReactNode
  aside?: ReactNode
  children: ReactNode
}

export function Panel({ title, about, aside, children }: PanelProps) {
  const id = useId()
  return (
    <section className={css.panel} aria-labelledby={id}>
      <header className={css.panelHead}>
        <h2 id={id}>{title}</h2>
        {about === undefined ? null : <span>{about}</span>}
        {aside === undefined ? null : <span className={css.panelAside}>{aside}</span>}
      </header>
      {children}
    </section>
  )
}

export type FactLine = readonly [label: string, value: ReactNode] | null

/** Lines without a value are left out by their callers, as null: an empty line is no information. */
export function Facts({ lines }: { lines: readonly FactLine[] }) {
  return (
    <dl className={css.facts}>
      {lines.flatMap(line => {
        if (line === null) return []
        const [label, content] = line
        return [<dt key={`${label}-label`}>{label}</dt>, <dd key={`${label}-value`}>{content}</dd>]
      })}
    </dl>
  )
}

export function Key({ children }: { children: string }) {
  return (
    <span className={css.key} aria-hidden="true">
      {children}
    </span>
  )
}
