/** `app://leasedesk/…`: the built renderer's files under a scheme of their own, each answer with the page's policy. */
import { randomBytes } from 'node:crypto'
import type { CustomScheme } from 'electron'
import { APP_ORIGIN, APP_SCHEME } from '../../protocol/page-port.ts'
import { readPageFile } from '../page-files.ts'
import { securityHeaders } from '../security-headers.ts'

/** Standard, so that the page has an origin and paths resolve; secure, so that it counts as a trustworthy context. */
export const APP_SCHEME_PRIVILEGES: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

export const PAGE_URL = `${APP_ORIGIN}/`

/** The handler for `protocol.handle`, over the folder of the built renderer. */
export function appProtocol(root: string): (request: Request) => Promise<Response> {
  return async ({ method, url }) => {
    const nonce = randomBytes(16).toString('base64')
    const headers = securityHeaders({ nonce, connect: [] })
    const path = method === 'GET' ? pathOf(url) : undefined
    const file = path === undefined ? undefined : await readPageFile(root, path, nonce)
    if (file === undefined) return new Response(null, { status: 404, headers })
    const body = new Uint8Array(file.body)
    return new Response(body, { headers: { ...headers, 'content-type': file.type, 'cache-control': file.cache } })
  }
}

function pathOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}` === APP_ORIGIN ? pathname : undefined
}
