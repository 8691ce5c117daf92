/** The thread that makes the prepared database folder in the cache it is given, and ends. */
import { workerData } from 'node:worker_threads'
import { nodeFiles } from '../../journal/node-files.ts'
import { prepareFolder } from '../../store/prepared.ts'
import { isAlive } from './process.ts'

const { cache } = workerData as { cache: string }
await prepareFolder(nodeFiles, cache, { pid: process.pid, isAlive })
