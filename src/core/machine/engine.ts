/** Begins to compile the database engine. Imported first of all, so that what else a start loads comes meanwhile. */
import { readFileSync } from 'node:fs'
import { compileEngine } from '../../store/engine.ts'

// Read at once, in some milliseconds: modules that load leave a promise of it no turn, and V8 would begin after them.
compileEngine(readFileSync(new URL('./pglite.wasm', import.meta.resolve('@electric-sql/pglite'))))
