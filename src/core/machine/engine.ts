/** Begins to compile the database engine. Imported first of all, so that what else a start loads comes meanwhile. */
import { readFile } from 'node:fs/promises'
import { compileEngine } from '../../store/engine.ts'

compileEngine(readFile(new URL('./pglite.wasm', import.meta.resolve('@electric-sql/pglite'))))
