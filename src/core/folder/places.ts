/** Where things lie in a data folder, and the small file that says whose it is. */
import { z } from 'zod'
import { type Files, writeDurably } from '../../journal/files.ts'

export const databaseIn = (dir: string): string => `${dir}/db`
export const draftsIn = (dir: string): string => `${dir}/drafts`
export const uploadsIn = (dir: string): string => `${dir}/uploads`
const identityIn = (dir: string): string => `${dir}/identity.json`

/** Which company the folder belongs to and which device this is; written once, before the founding entry. */
const identitySchema = z.object({ format: z.literal(1), company: z.string(), device: z.string() })
export type Identity = z.infer<typeof identitySchema>

/** The folder holds something that this program did not write, or a newer one did. */
export class NotOurFolder extends Error {
  override readonly name = 'NotOurFolder'
  constructor(path: string) {
    super(`${path} cannot be read as LeaseDesk's: it was altered, or a newer LeaseDesk wrote it`)
  }
}

/** Null in a folder where no company has been founded. */
export function readIdentity(files: Files, dir: string): Identity | null {
  const path = identityIn(dir)
  if (files.stat(path) === null) return null
  try {
    return identitySchema.parse(JSON.parse(new TextDecoder().decode(files.read(path))))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) throw new NotOurFolder(path)
    throw error
  }
}

export function writeIdentity(files: Files, dir: string, identity: Identity): void {
  writeDurably(files, identityIn(dir), new TextEncoder().encode(`${JSON.stringify(identity)}\n`))
}
