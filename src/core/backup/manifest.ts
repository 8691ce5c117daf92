/**
 * What a backup says about itself, as its first file: whose it is, which head it holds, and every file with its size and
 * SM3. It is sealed with the company's master key, so that nobody without the passphrase can make one that is believed.
 */
import { z } from 'zod'
import { canonicalJson } from '../../domain/canonical.ts'
import { headSchema } from '../../protocol/entry.ts'
import { BackupDamage } from './damage.ts'

export const MANIFEST = 'manifest.json'
/** Room for the list of 300,000 files. */
export const MOST_MANIFEST_BYTES = 64 * 2 ** 20

export const MASTER = 'keys/master.json'
export const IDENTITY = 'identity.json'
const HASH = '[0-9a-f]{64}'
const SEGMENT = /^journal\/(\d{9})\.ndjson$/
/** Nothing else has a place in a data folder that is restored; no such path can lead out of it. */
const PATHS = [
  new RegExp(`^${MASTER.replace('.', '\\.')}$`),
  /^keys\/parties-\d{6}\.keys$/,
  new RegExp(`^${IDENTITY.replace('.', '\\.')}$`),
  SEGMENT,
  new RegExp(`^packs/${HASH}\\.ndjson\\.zst$`),
  new RegExp(`^documents/${HASH}$`),
]

export const isKeyFile = (path: string): boolean => path.startsWith('keys/')
export const isSegment = (path: string): boolean => SEGMENT.test(path)

const listedSchema = z.strictObject({
  path: z.string().refine(path => PATHS.some(allowed => allowed.test(path))),
  size: z.int().nonnegative(),
  sm3: z.string().regex(/^[0-9a-f]{64}$/),
})
export type ListedFile = z.infer<typeof listedSchema>

const contentSchema = z.strictObject({
  format: z.literal(1),
  company: z.string().min(1),
  device: z.string().min(1),
  head: headSchema,
  madeAt: z.iso.datetime({ precision: 3 }),
  files: z.array(listedSchema),
})
export type ManifestContent = z.infer<typeof contentSchema>

const manifestSchema = contentSchema.extend({ seal: z.string() })
export type Manifest = z.infer<typeof manifestSchema>

/** What a holder of the company's master key can make, and nobody else: `Keys` is one. */
export interface CompanySecret {
  companyDigest(text: string): string
}

const sealOf = (content: ManifestContent, keys: CompanySecret): string =>
  keys.companyDigest(`backup manifest\n${canonicalJson(content)}`)

export const sealedManifest = (content: ManifestContent, keys: CompanySecret): Manifest => ({
  ...content,
  seal: sealOf(content, keys),
})

/** Throws BackupDamage where it was not made with this company's keys. */
export function checkSeal({ seal, ...content }: Manifest, keys: CompanySecret): void {
  if (sealOf(content, keys) !== seal) throw new BackupDamage(MANIFEST, 'seal')
}

export function encodeManifest(manifest: Manifest): Uint8Array {
  return new TextEncoder().encode(`${canonicalJson(manifest)}\n`)
}

/** Throws BackupDamage for what is no manifest, or lists what is no whole data folder. */
export function decodeManifest(bytes: Uint8Array): Manifest {
  let manifest: Manifest
  try {
    manifest = manifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) throw new BackupDamage(MANIFEST, 'unreadable')
    throw error
  }
  const paths = manifest.files.map(({ path }) => path)
  const segments = paths.filter(isSegment)
  const inOrder = segments.every((path, index) => Number(SEGMENT.exec(path)?.[1]) === index + 1)
  const whole = new Set(paths).size === paths.length && paths.includes(IDENTITY) && segments.length > 0 && inOrder
  // The keys come first: they tell whether the rest is to be believed.
  const keysFirst = paths[0] === MASTER && isKeyFile(paths[1] ?? '') && !paths.slice(2).some(isKeyFile)
  if (!whole || !keysFirst) throw new BackupDamage(MANIFEST, 'incomplete')
  return manifest
}
