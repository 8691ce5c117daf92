/**
 * The prepared database folder of this machine. Making it takes some seconds and about 1 GB of memory, so a thread of its
 * own does it, once, and the memory goes with that thread. (A process of its own is not to be had in packaged Electron.)
 */
import { Worker } from 'node:worker_threads'
import type { Files } from '../../journal/files.ts'
import { preparedName } from '../../store/prepared.ts'

export async function preparedIn(files: Files, cache: string): Promise<string> {
  const path = `${cache}/${preparedName()}`
  if (files.stat(`${path}/PG_VERSION`) !== null) return path
  const worker = new Worker(new URL('./prepare-worker.ts', import.meta.url), { workerData: { cache } })
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', () => resolve())
  })
  return path
}
