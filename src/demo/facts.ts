/** The sheet on which sources write their answers, and how it becomes the rows of a line. */
import { type ObservableId, type ObservedValue, observableById } from '../domain/observables/index.ts'

/** An observable of the dictionary and its value; a misspelt id does not compile. */
export type Fact = readonly [id: ObservableId, value: ObservedValue]

export interface Answers {
  readonly source: string
  readonly subject: string
  readonly values: Record<string, string | number | boolean | string[]>
}

/** Answers by source and subject, in the order in which they were first heard. */
export class Sheet {
  readonly #rows = new Map<string, Answers>()
  readonly #wanted: (id: string) => boolean

  /** `wanted`: whether a fact is asked for in this case; others are dropped. */
  constructor(wanted: (id: string) => boolean) {
    this.#wanted = wanted
  }

  /** Writes facts about one subject; `undefined` stands for a fact that the source does not hold. */
  put(subject: string, facts: readonly (Fact | undefined)[]): void {
    for (const fact of facts) {
      if (fact === undefined || !this.#wanted(fact[0])) continue
      const [id, value] = fact
      const source = observableById(id).source
      const key = `${source} ${subject}`
      let row = this.#rows.get(key)
      if (row === undefined) {
        row = { source, subject, values: {} }
        this.#rows.set(key, row)
      }
      row.values[id] = typeof value === 'object' ? [...value] : value
    }
  }

  rows(): readonly Answers[] {
    return [...this.#rows.values()]
  }
}

/** A fact where the condition holds, and nothing where not. */
export function when(condition: boolean, ...fact: Fact): Fact | undefined {
  return condition ? fact : undefined
}
