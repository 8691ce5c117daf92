/**
 * One process at a time on a data folder. Each process that wants it puts a claim into `DIR/lock`, named by its boot and
 * process id, and only then looks for others: of two that come at once, at least one sees the other. A claim whose
 * process is gone, or of another boot, is cleared away, so that a kill or a power loss locks nobody out.
 */
import { z } from 'zod'
import { type Files, faultCode, makeFolderDurably, withFile, writeAll } from './files.ts'

/** The process that locks, and what it can tell of others on its machine. */
export interface LockingProcess {
  /** Changes with every boot; null where the system does not tell. */
  readonly bootId: string | null
  readonly pid: number
  readonly program: string
  isAlive(pid: number): boolean
}

const claimSchema = z.object({ pid: z.int(), program: z.string(), since: z.string() })
export type LockHolder = z.infer<typeof claimSchema>

/** Another process has the folder open. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
  readonly holder: LockHolder

  constructor(dir: string, holder: LockHolder) {
    super(`${dir} is in use by ${holder.program} (process ${holder.pid}) since ${holder.since}`)
    this.holder = holder
  }
}

export interface FolderLock {
  release(): void
}

/** Claims of this very program: a claim with its process id that is not among them was left by an earlier process. */
const heldOn = new WeakMap<Files, Set<string>>()

/** `since` is now, for the message that the next one sees. Throws `FolderInUse`. */
export function lockFolder(files: Files, dir: string, self: LockingProcess, since: string): FolderLock {
  const folder = `${dir}/lock`
  const { pid, program } = self
  const own = `${bootName(self)}.${pid}`
  const path = `${folder}/${own}`
  const held = heldOn.get(files) ?? new Set()
  heldOn.set(files, held)
  if (held.has(path)) throw new FolderInUse(dir, holderOf(files, path, pid))
  makeFolderDurably(files, folder)
  putClaim(files, path, { pid, program, since })
  const release = () => {
    held.delete(path)
    files.remove(path)
  }
  try {
    for (const name of files.list(folder)) {
      if (name === own) continue
      const other = Number(name.slice(name.lastIndexOf('.') + 1))
      if (!isGone(name, other, self)) throw new FolderInUse(dir, holderOf(files, `${folder}/${name}`, other))
      files.remove(`${folder}/${name}`)
    }
  } catch (error) {
    release()
    throw error
  }
  held.add(path)
  return { release }
}

function isGone(name: string, pid: number, self: LockingProcess): boolean {
  const boot = name.slice(0, name.lastIndexOf('.'))
  const known = boot !== UNKNOWN_BOOT && self.bootId !== null
  // Our own process id under another name: that boot was ours, before the system told its id.
  return (known && boot !== bootName(self)) || pid === self.pid || !self.isAlive(pid)
}

const UNKNOWN_BOOT = 'unknown'

/** As it can stand in the name of a file. */
function bootName({ bootId }: LockingProcess): string {
  return bootId === null ? UNKNOWN_BOOT : bootId.replaceAll(/[^\w-]/g, '_')
}

function putClaim(files: Files, path: string, claim: LockHolder): void {
  files.remove(path)
  withFile(files.open(path, 'create'), handle => writeAll(handle, Buffer.from(JSON.stringify(claim)), 0))
}

/** What the claim says; it may be read while it is being written, but its name says the process id in any case. */
function holderOf(files: Files, path: string, pid: number): LockHolder {
  try {
    return claimSchema.parse(JSON.parse(new TextDecoder().decode(files.read(path))))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError || faultCode(error) === 'ENOENT') {
      return { pid, program: 'LeaseDesk', since: 'just now' }
    }
    throw error
  }
}
