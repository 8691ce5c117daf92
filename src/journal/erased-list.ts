/**
 * Who has been erased, as this machine remembers it outside every data folder: ids of parties and of what was thrown
 * away with them, nothing personal. A backup made before an erasure still has the person's keys; a restore looks here.
 */
import { z } from 'zod'
import { canonicalJson } from '../domain/canonical.ts'
import { type Files, makeFolderDurably, writeDurably } from './files.ts'

const erasedPartySchema = z.strictObject({
  partyId: z.string().min(1),
  /** Ids of the keys that were thrown away. */
  keys: z.array(z.string()),
  /** Documents that went, with the owner of the key that each had for itself. */
  documents: z.array(z.strictObject({ hash: z.string(), keyId: z.string() })),
})
export type ErasedParty = z.infer<typeof erasedPartySchema>

/** The list cannot be read: without it, a restore could bring erased people back. */
export class ErasedListDamage extends Error {
  override readonly name = 'ErasedListDamage'
  constructor(path: string) {
    super(`${path}, the list of people who were erased, was altered: mend it, or take it from a copy of this machine`)
  }
}

export interface ErasedList {
  /** One line an erasure, in the order of the erasures. Throws `ErasedListDamage`. */
  read(company: string): ErasedParty[]
  /** Durable before it returns; what the list has already is not written again. */
  add(company: string, erased: readonly ErasedParty[]): void
}

/** One file a company, of a JSON line an erasure. */
export function erasedListIn(files: Files, folder: string): ErasedList {
  const pathOf = (company: string) => `${folder}/${company}`
  const read = (company: string): ErasedParty[] => {
    const path = pathOf(company)
    if (files.stat(path) === null) return []
    const lines = new TextDecoder().decode(files.read(path)).split('\n')
    return lines.filter(line => line !== '').map(line => parsed(line, path))
  }
  return {
    read,
    add(company, erased) {
      const before = read(company).map(each => canonicalJson(each))
      const after = new Set([...before, ...erased.map(each => canonicalJson(each))])
      if (after.size === before.length) return
      makeFolderDurably(files, folder)
      writeDurably(files, pathOf(company), new TextEncoder().encode(`${[...after].join('\n')}\n`), { secret: true })
    },
  }
}

function parsed(line: string, path: string): ErasedParty {
  try {
    return erasedPartySchema.parse(JSON.parse(line))
  } catch {
    throw new ErasedListDamage(path)
  }
}
