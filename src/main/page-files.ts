/**
 * The built renderer's files, the only ones a page can ask for: a path is resolved, its links are followed, the result
 * must lie inside the folder, and its type must be on the list. Both shells serve through here.
 */
import { readFile, realpath } from 'node:fs/promises'
import { extname, isAbsolute, join, relative, sep } from 'node:path'
import { CSP_NONCE_PLACEHOLDER } from './security-headers.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

export interface PageFile {
  readonly type: string
  /** Vite's own assets carry a hash of their content in their name; anything else must be asked for each time. */
  readonly cache: string
  readonly body: Buffer
}

/** The file at a URL's path (`/` is the page itself), or undefined: what is missing and what is forbidden look alike. */
export async function readPageFile(root: string, urlPath: string, nonce: string): Promise<PageFile | undefined> {
  const name = decodePath(urlPath === '/' ? '/index.html' : urlPath)
  const type = name === undefined ? undefined : TYPES[extname(name)]
  if (name === undefined || type === undefined) return undefined
  const file = await insideOf(root, join(root, name))
  const content = file === undefined ? undefined : await readFile(file).catch(() => undefined)
  if (content === undefined) return undefined
  if (extname(name) === '.html') {
    const body = Buffer.from(content.toString('utf8').replaceAll(CSP_NONCE_PLACEHOLDER, nonce))
    return { type, cache: 'no-store', body }
  }
  return {
    type,
    cache: name.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
    body: content,
  }
}

function decodePath(urlPath: string): string | undefined {
  try {
    const name = decodeURIComponent(urlPath)
    return name.includes('\0') || name.includes('\\') ? undefined : name
  } catch {
    return undefined
  }
}

async function insideOf(root: string, path: string): Promise<string | undefined> {
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(path)])
    const way = relative(realRoot, real)
    const outside = way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
    return outside ? undefined : real
  } catch {
    return undefined
  }
}
