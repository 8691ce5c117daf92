/** A titled block of a screen, and the label and value lines that most blocks are made of. */
import { Fragment, type ReactNode, useId } from 'react'
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

/** The id tells lines of the same label apart: two guarantors. */
export type FactLine = readonly [label: string, value: ReactNode, id?: string] | null

/** Lines without a value are left out by their callers, as null: an empty line is no information. */
export function Facts({ lines }: { lines: readonly FactLine[] }) {
  return (
    <dl className={css.facts}>
      {lines.map(line => {
        if (line === null) return null
        const [label, content, id = label] = line
        return (
          <Fragment key={id}>
            <dt>{label}</dt>
            <dd>{content}</dd>
          </Fragment>
        )
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
