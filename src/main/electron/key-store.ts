/**
 * The slot for the company's master key in the system's key store. What is written to disk is the key as the system
 * encrypted it, in a file a company, outside every data folder: a folder that was moved or copied finds its key again on
 * this machine, and is worth nothing on another.
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { SafeStorage } from 'electron'
import type { KeySlot } from '../../protocol/key-slot.ts'

export interface KeyStoreOptions {
  readonly safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >
  readonly platform: NodeJS.Platform
  readonly dir: string
}

/** Undefined, with the reason told, where the system has no key store that keeps a secret. Call it when the app is ready. */
export async function systemKeySlot(
  options: KeyStoreOptions,
  warn: (line: string) => void,
): Promise<KeySlot | undefined> {
  const name = storeName(options)
  if (name === undefined) {
    // basic_text is a password that is written in Chromium's source: whoever reads the file reads the key.
    warn('This desktop has no key store (GNOME Keyring, KWallet): the company key is not kept in it.')
    return undefined
  }
  if (!(await options.safeStorage.isAsyncEncryptionAvailable())) {
    warn(`The system's key store (${name}) does not answer: the company key is not kept in it.`)
    return undefined
  }
  return slot(name, options)
}

function storeName({ safeStorage, platform }: KeyStoreOptions): string | undefined {
  if (platform === 'darwin') return 'keychain'
  if (platform === 'win32') return 'dpapi'
  const backend = safeStorage.getSelectedStorageBackend()
  return backend === 'basic_text' || backend === 'unknown' ? undefined : backend
}

function slot(name: string, { safeStorage, dir }: KeyStoreOptions): KeySlot {
  const fileOf = (companyId: string) => join(dir, `${companyId}.key`)
  const store = async (companyId: string, key: Uint8Array) => {
    const sealed = await safeStorage.encryptStringAsync(Buffer.from(key).toString('base64'))
    await writeDurably(fileOf(companyId), sealed)
  }
  return {
    name,
    available: () => true,
    store,
    async load(companyId) {
      const sealed = await readFile(fileOf(companyId)).catch(whenAbsent)
      if (sealed === undefined) return undefined
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed)
      const key = new Uint8Array(Buffer.from(result, 'base64'))
      if (shouldReEncrypt) await store(companyId, key)
      return key
    },
  }
}

function whenAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
  return undefined
}

/** The old key stays whole until the new one is on disk: half a key opens nothing. */
async function writeDurably(file: string, content: Uint8Array): Promise<void> {
  const dir = dirname(file)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const fresh = `${file}.new`
  const handle = await open(fresh, 'w', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(fresh, file)
  if (process.platform === 'win32') return
  const folder = await open(dir)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
