/**
 * An entry of the journal: one command that was taken, with its results, chained to the one before it. It reads the same
 * on the disk, on the way to a server and in the simulator.
 */
import { z } from 'zod'
import type { JsonObject, JsonValue } from '../domain/canonical.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

/** A file of NDJSON lines beside the journal, named by the SM3 of those lines. */
export const packRefSchema = z.strictObject({
  hash,
  lines: z.int().nonnegative(),
  /** Of the lines as they were hashed, before compression. */
  bytes: z.int().nonnegative(),
})
export type PackRef = z.infer<typeof packRefSchema>

export const signatureSchema = z.strictObject({
  /** The person whose public key verifies it. */
  by: z.string().min(1),
  /** SM2 over the entry's `signedPart`: r and s in hex. */
  value: z.string().regex(/^[0-9a-f]{128}$/),
})
export type Signature = z.infer<typeof signatureSchema>

export const entrySchema = z.strictObject({
  /** From 1, without holes, within a device's chain. */
  n: z.int().positive(),
  /** Hash of the entry before; of the first one, what its chain grows from (`CHAIN_START`, or the head of an older chain). */
  prev: hash,
  at: instant,
  device: z.string().min(1),
  actor: z.string().min(1),
  command: z.string().min(1),
  version: z.int().positive(),
  input: z.custom<JsonValue>(value => value !== undefined),
  pack: packRefSchema.optional(),
  /** Number of the first entry of the group it was written with: all of them became durable in one fsync. */
  group: z.int().positive(),
  signature: signatureSchema.optional(),
  /** SM3 of the canonical JSON of all the rest. */
  hash,
})
export type Entry = z.infer<typeof entrySchema>

/** What a command brings to its entry; number, chain and group are the journal's. */
export type EntryDraft = Pick<Entry, 'at' | 'device' | 'actor' | 'command' | 'version' | 'input' | 'pack'>

/** Where a chain stands: the number and hash of its last entry. */
export const headSchema = z.strictObject({ n: z.int().nonnegative(), hash }).readonly()
export type Head = z.infer<typeof headSchema>

/** `prev` of the first entry of a company that grew from nothing. */
export const CHAIN_START = '0'.repeat(64)

/** What a person signs: the command and its place in the chain, not how it was grouped. */
export function signedPart(entry: EntryDraft & Pick<Entry, 'n' | 'prev'>): JsonObject {
  const { command, version, input, actor, device, n, prev, at, pack } = entry
  const part = { command, version, input, actor, device, n, prev, at }
  return pack === undefined ? part : { ...part, pack }
}

/** `<device>-<number>`: ids of rows derive from it. */
export function entryId(device: string, n: number): string {
  return `${device}-${n}`
}

/** `<device>-<number>-<line>`, the id of what line `line` (from 1) of an entry's pack made. */
export function packRowId(device: string, n: number, line: number): string {
  return `${device}-${n}-${line}`
}
