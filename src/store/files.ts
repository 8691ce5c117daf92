/** The few file operations that the store needs; the journal's files port has them all. */
export interface StoreFileHandle {
  write(bytes: Uint8Array, position: number): number
  sync(): void
  close(): void
}

export interface StoreFiles {
  open(path: string, mode: 'write' | 'create'): StoreFileHandle
  stat(path: string): { readonly size: number; readonly isFolder: boolean } | null
  /** Names in the folder; none when there is no such folder. */
  list(path: string): string[]
  read(path: string): Uint8Array
  makeFolder(path: string): void
  /** A file, or a folder with all it holds; nothing happens when it is not there. */
  remove(path: string): void
  rename(from: string, to: string): void
  copyFolder(from: string, to: string): void
  /** Makes names created, renamed and removed in the folder durable. */
  syncFolder(path: string): void
}

/** Makes every file below the folder durable, and every name. */
export function syncTree(files: StoreFiles, folder: string): void {
  for (const name of files.list(folder)) {
    const path = `${folder}/${name}`
    if (files.stat(path)?.isFolder) syncTree(files, path)
    else {
      const handle = files.open(path, 'write')
      try {
        handle.sync()
      } finally {
        handle.close()
      }
    }
  }
  files.syncFolder(folder)
}

/** The folder that a path names an entry of. */
export function parentOf(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  return cut <= 0 ? '/' : path.slice(0, cut)
}
