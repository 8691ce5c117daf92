/**
 * Entry of the core's worker thread. It switches on Node's cache of compiled code, which halves the time that loading
 * takes, begins to compile the database engine beside it, and then loads what serves (serving.ts).
 */
import { enableCompileCache } from 'node:module'
import './machine/engine.ts'
import { here } from './machine/here.ts'
import { cacheDir } from './machine/places.ts'

enableCompileCache(`${cacheDir(here())}/compiled`)
await import('./serving.ts')
