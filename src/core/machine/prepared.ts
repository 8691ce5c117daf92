/**
 * The prepared database folder of this machine. Making it takes some seconds and about 1 GB, so a process of its own
 * does it once, and the memory goes with that process.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Files } from '../../journal/files.ts'
import { preparedName } from '../../store/prepared.ts'

export class CannotPrepare extends Error {
  override readonly name = 'CannotPrepare'
}

export async function preparedIn(files: Files, cache: string): Promise<string> {
  const path = `${cache}/${preparedName()}`
  if (files.stat(`${path}/PG_VERSION`) !== null) return path
  const script = fileURLToPath(new URL('./prepare-process.ts', import.meta.url))
  const child = spawn(process.execPath, [script, cache], { stdio: ['ignore', 'ignore', 'pipe'] })
  const said: string[] = []
  child.stderr.on('data', chunk => said.push(String(chunk)))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0) throw new CannotPrepare(`the database folder could not be prepared: ${said.join('').slice(0, 500)}`)
  return path
}
