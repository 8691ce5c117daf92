/**
 * The checkpoint: how far the chain was verified, and durable, when it was written. It saves a start from reading
 * everything, and it shows when entries have gone from the end. A lost or damaged one costs a full verify, no more.
 */
import { z } from 'zod'
import { canonicalBytes, canonicalJson } from '../domain/canonical.ts'
import { type Head, headSchema } from '../protocol/entry.ts'
import type { Position } from './chain.ts'
import { sm3 } from './crypto.ts'
import { type Files, writeDurably } from './files.ts'

export interface Checkpoint extends Position {
  readonly head: Head
}

const schema = z.strictObject({
  segment: z.int().positive(),
  offset: z.int().positive(),
  head: headSchema,
  hash: z.string(),
})

/** Null when there is none, or none that can be believed. */
export function readCheckpoint(files: Files, path: string): Checkpoint | null {
  if (files.stat(path) === null) return null
  const parsed = schema.safeParse(parseJson(files.read(path)))
  if (!parsed.success) return null
  const { hash, ...checkpoint } = parsed.data
  return hash === hashOf(checkpoint) ? checkpoint : null
}

export function writeCheckpoint(files: Files, path: string, { segment, offset, head }: Checkpoint): void {
  const checkpoint = { segment, offset, head }
  writeDurably(files, path, canonicalBytes({ ...checkpoint, hash: hashOf(checkpoint) }))
}

function hashOf(checkpoint: Checkpoint): string {
  return sm3(canonicalJson({ ...checkpoint }))
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
