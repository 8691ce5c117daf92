/** Why a command did not become an entry, as typed errors that the windows turn into sentences. */
import type { Refusal } from '../../commands/command.ts'
import type { JsonValue } from '../../domain/canonical.ts'
import { faultCode } from '../../journal/files.ts'

type Detail = Record<string, JsonValue>

/** A judge said no. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: string
  readonly detail: Detail
  constructor(refusal: Pick<Refusal, 'code' | 'detail'>) {
    super(`refused: ${refusal.code} ${JSON.stringify(refusal.detail)}`)
    this.code = refusal.code
    this.detail = refusal.detail
  }
}

/** Nothing was saved: the disk is full, a file could not be written, a statement failed. The app goes on. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved'
  readonly code: 'disk' | 'store'
  constructor(code: 'disk' | 'store', cause: unknown) {
    super(`not saved (${code}): ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.code = code
  }
}

const OF_DISK: ReadonlySet<string | null> = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS'])

/** A file that could not be written or read: a pack, a key. A statement's own codes are others (SQLSTATE). */
export const isOfDisk = (error: unknown): boolean => OF_DISK.has(faultCode(error))

export const notSaved = (cause: unknown): NotSaved => new NotSaved(isOfDisk(cause) ? 'disk' : 'store', cause)

/** Whether it was saved is not known before a restart; until then the app is read-only. */
export class NotKnown extends Error {
  override readonly name = 'NotKnown'
}

/** No command is taken: the journal is damaged, or an earlier write ended in doubt. */
export class ReadOnly extends Error {
  override readonly name = 'ReadOnly'
  readonly code: string
  readonly detail: Detail
  constructor(code: string, detail: Detail = {}) {
    super(`read-only: ${code}`)
    this.code = code
    this.detail = detail
  }
}
