/**
 * What somebody has typed and not sent: local files, fsynced, sealed under the device's own key, not journalled. They
 * survive a crash and never leave the machine.
 */
import { sm3 } from '../../journal/crypto.ts'
import { type Files, makeFolderDurably, writeDurably } from '../../journal/files.ts'
import type { Keys } from '../../journal/keys.ts'
import { draftsIn } from '../folder/places.ts'

/** Drafts belong to no party: they have a key of the company's for themselves. */
const DRAFTS = 'drafts'

export class Drafts {
  readonly #files: Files
  readonly #folder: string
  readonly #keys: Keys

  constructor(files: Files, dir: string, keys: Keys) {
    this.#files = files
    this.#folder = draftsIn(dir)
    this.#keys = keys
  }

  /** An empty text removes the draft. */
  save(person: string, key: string, text: string): void {
    if (text === '') {
      this.clear(person, key)
      return
    }
    this.#keys.ensureKeys([DRAFTS])
    makeFolderDurably(this.#files, this.#folder)
    writeDurably(this.#files, this.#pathOf(person, key), new TextEncoder().encode(this.#keys.seal(DRAFTS, text)))
  }

  load(person: string, key: string): string | null {
    const path = this.#pathOf(person, key)
    if (this.#files.stat(path) === null) return null
    const text = this.#keys.open(DRAFTS, new TextDecoder().decode(this.#files.read(path)))
    return typeof text === 'string' ? text : null
  }

  clear(person: string, key: string): void {
    this.#files.remove(this.#pathOf(person, key))
  }

  #pathOf(person: string, key: string): string {
    return `${this.#folder}/${sm3(`${person}\n${key}`).slice(0, 40)}`
  }
}
