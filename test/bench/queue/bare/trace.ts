/**
 * Statements that the bare programs run, from a file: the texts on its first line, then one line a step. A unit is a
 * list of statements, outside or inside one transaction; the bytes that a transaction appends are given as text.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

export interface Unit {
  transaction: boolean
  /** Index of the text, and its parameters. */
  statements: [number, unknown[]][]
  append?: string
}
export type Step = Unit[]

export async function* stepsIn(path: string): AsyncGenerator<{ texts: string[]; step: Step }> {
  let texts: string[] | null = null
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (texts === null) texts = JSON.parse(line) as string[]
    else yield { texts, step: JSON.parse(line) as Step }
  }
}
