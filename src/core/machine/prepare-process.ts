/** The process that makes the prepared database folder: `node prepare-process.ts CACHE`. */
import { nodeFiles } from '../../journal/node-files.ts'
import { prepareFolder } from '../../store/prepared.ts'
import { isAlive } from './process.ts'

const [cache] = process.argv.slice(2)
if (cache === undefined) throw new TypeError('which cache folder?')
await prepareFolder(nodeFiles, cache, { pid: process.pid, isAlive })
