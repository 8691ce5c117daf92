/** What a person left as it was (panes, columns, filters, theme), kept on this machine under their own name. */
import type { z } from 'zod'

const keyOf = (person: string, name: string) => `leasedesk.${person}.${name}`

/** Nobody: what is remembered before anyone has signed in. */
export const NOBODY = '-'

export function recall<T>(person: string, name: string, shape: z.ZodType<T>): T | undefined {
  const text = localStorage.getItem(keyOf(person, name))
  if (text === null) return undefined
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    // An older version's or a damaged memory is worth nothing; the default stands again.
    localStorage.removeItem(keyOf(person, name))
    return undefined
  }
}

export function remember(person: string, name: string, value: unknown): void {
  localStorage.setItem(keyOf(person, name), JSON.stringify(value))
}
