/**
 * Entry of the core's worker thread. It only switches on Node's cache of compiled code, which halves the time that
 * loading takes, and then loads what serves (serving.ts): what is imported statically would be compiled before that.
 */
import { enableCompileCache } from 'node:module'
import { cacheDir, here } from './machine/places.ts'

enableCompileCache(`${cacheDir(here())}/compiled`)
await import('./serving.ts')
