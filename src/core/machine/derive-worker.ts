/** Derives one key from a passphrase, off the core's thread, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { type PassphraseCost, passphraseKey } from '../../journal/crypto.ts'

const { passphrase, salt, cost } = workerData as { passphrase: string; salt: Uint8Array; cost: PassphraseCost }
parentPort?.postMessage(await passphraseKey(passphrase, salt, cost))
