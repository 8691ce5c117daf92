import { createConnection } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  browserShell,
  closeCode,
  connect,
  get,
  nextMessage,
  nextMessages,
  openSocket,
  type RunningShell,
  signIn,
} from '../support/browser-shell.ts'

let shell: RunningShell
beforeEach(async () => {
  shell = await browserShell()
  await shell.ready
})
afterEach(() => shell.close())

const withCookie = async () => ({ cookie: await signIn(shell) })

describe('the address', () => {
  test('is exchanged for a cookie that scripts and other sites cannot use, and disappears from the address bar', async () => {
    const { pathname, search } = new URL(shell.newAddress())
    const answer = await get(shell.port, pathname + search)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/')
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^leasedesk-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
  })

  test('works once', async () => {
    const { pathname, search } = new URL(shell.newAddress())
    await get(shell.port, pathname + search)
    const second = await get(shell.port, pathname + search)
    expect(second.status).toBe(403)
    expect(second.headers['set-cookie']).toBeUndefined()
    expect(second.body).toContain('Start LeaseDesk again')
  })

  test('is void once there is a newer one', async () => {
    const { pathname, search } = new URL(shell.newAddress())
    shell.newAddress()
    expect((await get(shell.port, pathname + search)).status).toBe(403)
  })

  test('with a made-up token opens nothing, before and after the real one was used', async () => {
    expect((await get(shell.port, '/?token=')).status).toBe(403)
    expect((await get(shell.port, '/?token=guess')).status).toBe(403)
    await signIn(shell)
    expect((await get(shell.port, '/?token=')).status).toBe(403)
  })
})

describe('the page', () => {
  test('is there with the cookie, as often as it is loaded, and not without', async () => {
    const cookie = await withCookie()
    for (let load = 0; load < 3; load++) expect((await get(shell.port, '/', cookie)).status).toBe(200)
    expect((await get(shell.port, '/')).status).toBe(403)
    expect((await get(shell.port, '/', { cookie: `leasedesk-${shell.port}=guess` })).status).toBe(403)
  })

  test('has a policy with a nonce that is in the page and differs every time', async () => {
    const cookie = await withCookie()
    const nonces = new Set<string>()
    for (let load = 0; load < 2; load++) {
      const { headers, body } = await get(shell.port, '/', cookie)
      const policy = String(headers['content-security-policy'])
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
      expect(policy).toContain("default-src 'none'; script-src 'self';")
      expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${shell.port};`)
      expect(policy).not.toContain('unsafe')
      expect(body).toBe(`<p nonce="${nonce}">page</p>`)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(2)
  })

  test('and every refusal carry the security headers', async () => {
    for (const answer of [await get(shell.port, '/', await withCookie()), await get(shell.port, '/nothing')]) {
      expect(answer.headers).toMatchObject({
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      })
    }
  })

  test('is only read', async () => {
    const cookie = await withCookie()
    expect((await get(shell.port, '/', cookie, 'POST')).status).toBe(405)
    const head = await get(shell.port, '/', cookie, 'HEAD')
    expect([head.status, head.body]).toEqual([200, ''])
  })

  test.each(['/../package.json', '/..%2fpackage.json', '/%2e%2e/%2e%2e/etc/passwd', '/%', '/missing.js'])(
    'leads nowhere else: %s',
    async path => {
      expect((await get(shell.port, path, await withCookie())).status).toBe(404)
    },
  )
})

describe('strangers', () => {
  test.each(['localhost', 'evil.example', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
    'a call by the name %s is refused',
    async host => {
      const cookie = await withCookie()
      expect((await get(shell.port, '/', { ...cookie, host })).status).toBe(421)
    },
  )

  test('a page of another origin gets nothing, cookie or not, another port of this machine included', async () => {
    const cookie = await withCookie()
    for (const origin of ['https://evil.example', 'http://127.0.0.1:1', 'null']) {
      expect((await get(shell.port, '/', { ...cookie, origin })).status).toBe(403)
    }
    for (const site of ['cross-site', 'same-site']) {
      expect((await get(shell.port, '/', { ...cookie, 'sec-fetch-site': site })).status).toBe(403)
    }
  })

  test('only 127.0.0.1 is listened on', async () => {
    const refused = await new Promise(resolve => {
      createConnection(shell.port, '::1')
        .on('error', () => resolve(true))
        .on('connect', () => resolve(false))
    })
    expect(refused).toBe(true)
  })
})

describe('the socket', () => {
  test('needs the cookie, our origin and its own path', async () => {
    const cookie = await signIn(shell)
    const { origin } = shell
    expect(await connect(shell, { origin })).toBe(403)
    expect(await connect(shell, { cookie })).toBe(403)
    expect(await connect(shell, { cookie, origin: 'https://evil.example' })).toBe(403)
    expect(await connect(shell, { cookie, origin: `http://localhost:${shell.port}` })).toBe(403)
    expect(await connect(shell, { cookie, origin, host: 'evil.example' })).toBe(421)
    expect(await connect(shell, { cookie, origin }, '/other')).toBe(404)
    expect(await connect(shell, { cookie, origin })).toMatchObject({ readyState: 1 })
  })

  test('carries strings and bytes both ways unchanged', async () => {
    const socket = await openSocket(shell)
    socket.send('文字 😀')
    expect(await nextMessage(socket)).toBe('文字 😀')
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 251))
    socket.send(bytes)
    expect(Buffer.compare((await nextMessage(socket)) as Buffer, bytes)).toBe(0)
    // Small messages share one buffer in the socket's pool; each must arrive as itself.
    socket.send(Buffer.from('one'))
    socket.send(Buffer.from('two'))
    expect((await nextMessages(socket, 2)).map(String)).toEqual(['one', 'two'])
  })

  test('is closed on a message that is too big, alone', async () => {
    const [big, other] = [await openSocket(shell), await openSocket(shell)]
    big.send(Buffer.alloc(16 * 1024 * 1024 + 1))
    expect(await closeCode(big)).toBe(1009)
    other.send('still here')
    expect(await nextMessage(other)).toBe('still here')
  })
})
