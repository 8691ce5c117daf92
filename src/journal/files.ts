/**
 * The port through which the journal, its packs, documents and keys reach a disk. Calls are synchronous: they run on the
 * writer's own thread, and a hop to a thread pool would cost a decision more than the write itself.
 * `node-files.ts` is the real one; `test/journal/simulated-disk.ts` loses power.
 */

/** Failures a caller tells apart; anything else about a failure is in the error's message. */
export type FileFault = 'ENOSPC' | 'EIO' | 'ENOENT' | 'EEXIST'

/** An open file. Positions and lengths are bytes. */
export interface FileHandle {
  size(): number
  /** Answers how many bytes were taken: fewer than given when the disk fills up. Throws when none could be. */
  write(bytes: Uint8Array, position: number): number
  /** Fewer bytes than asked for at the end of the file. */
  read(position: number, length: number): Uint8Array
  truncate(size: number): void
  /** Returns when content and size are on the disk. After a failure nothing is known of what was written before. */
  sync(): void
  close(): void
}

/** `create` fails with EEXIST when the name is taken. */
export type OpenMode = 'read' | 'write' | 'create'

export interface FileStat {
  readonly size: number
  readonly isFolder: boolean
}

export interface Files {
  /** `secret` files can be read by their owner only (where the system has such a thing). */
  open(path: string, mode: OpenMode, options?: { readonly secret?: boolean }): FileHandle
  stat(path: string): FileStat | null
  /** Names in the folder, sorted by code unit; none when there is no such folder. */
  list(path: string): string[]
  read(path: string): Uint8Array
  /** Makes missing parents too. */
  makeFolder(path: string): void
  /** A file, or a folder with all it holds; nothing happens when it is not there. */
  remove(path: string): void
  /** Replaces a file of that name. */
  rename(from: string, to: string): void
  copyFolder(from: string, to: string): void
  /** Makes names created, renamed and removed in the folder durable. */
  syncFolder(path: string): void
}

/** The code of a failed call (`ENOSPC`, `EIO`, …), or null when it failed for another reason. */
export function faultCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** The folder that a path names an entry of. */
export function parentOf(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  if (cut < 0) return '.'
  return cut === 0 ? path.slice(0, 1) : path.slice(0, cut)
}

/** Writes all of `bytes`, or throws: a short write is a full disk. */
export function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): void {
  const written = handle.write(bytes, position)
  if (written === bytes.length) return
  throw Object.assign(new Error(`the disk is full: ${written} of ${bytes.length} bytes were written`), {
    code: 'ENOSPC',
  })
}

/** Closes the handle however `work` ends. */
export function withFile<T>(handle: FileHandle, work: (handle: FileHandle) => T): T {
  try {
    return work(handle)
  } finally {
    handle.close()
  }
}

/**
 * Puts a whole file in place so that after a power loss there is the old one or the new one, never a part: a temporary
 * file beside it, fsync, rename, fsync of the folder.
 */
export function writeDurably(
  files: Files,
  path: string,
  bytes: Uint8Array,
  options?: { readonly secret?: boolean },
): void {
  const temporary = `${path}${UNFINISHED}`
  files.remove(temporary)
  try {
    withFile(files.open(temporary, 'create', options), handle => {
      writeAll(handle, bytes, 0)
      handle.sync()
    })
    files.rename(temporary, path)
  } catch (error) {
    files.remove(temporary)
    throw error
  }
  files.syncFolder(parentOf(path))
}

/** What is being written has this ending, until it is whole and on the disk. */
export const UNFINISHED = '.new'

/** Removes what a kill left half written in a folder. */
export function clearUnfinished(files: Files, folder: string): void {
  for (const name of files.list(folder)) if (name.endsWith(UNFINISHED)) files.remove(`${folder}/${name}`)
}

/** No folder can be made there: its parent takes none, or a file is in the way. */
export class CannotMakeFolder extends Error {
  override readonly name = 'CannotMakeFolder'

  constructor(path: string, code: string) {
    super(`the folder ${path} cannot be made (${code})`)
  }
}

/** A place that will take no folder the next time either; a full or failing disk is another matter. */
const NO_PLACE = new Set(['ENOENT', 'ENOTDIR', 'EEXIST', 'EACCES', 'EPERM', 'EROFS'])

/**
 * Makes a folder and fsyncs each one made, in its parent, so that files put into it later are not lost with it.
 * Throws `CannotMakeFolder`.
 */
export function makeFolderDurably(files: Files, path: string): void {
  if (files.stat(path) !== null) return
  const missing = [path]
  for (let at = parentOf(path); at !== parentOf(at) && files.stat(at) === null; at = parentOf(at)) missing.push(at)
  try {
    files.makeFolder(path)
  } catch (error) {
    const code = faultCode(error)
    if (code === null || !NO_PLACE.has(code)) throw error
    throw new CannotMakeFolder(missing.findLast(folder => files.stat(folder) === null) ?? path, code)
  }
  for (const folder of missing.reverse()) files.syncFolder(parentOf(folder))
}

/** Fsyncs every file and folder below `path`, and its own name. */
export function syncTree(files: Files, path: string): void {
  for (const name of files.list(path)) {
    const child = `${path}/${name}`
    if (files.stat(child)?.isFolder) syncTree(files, child)
    else withFile(files.open(child, 'write'), handle => handle.sync())
  }
  files.syncFolder(path)
  files.syncFolder(parentOf(path))
}
