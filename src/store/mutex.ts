/** One piece of work at a time, in the order of asking. */
export type Serialise = <T>(work: () => Promise<T>) => Promise<T>

export function mutex(): Serialise {
  let last: Promise<unknown> = Promise.resolve()
  return work => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}
