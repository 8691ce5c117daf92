/** Where this process runs. */
import { homedir } from 'node:os'
import type { Surroundings } from './places.ts'

export const here = (): Surroundings => ({ platform: process.platform, home: homedir(), env: process.env })
