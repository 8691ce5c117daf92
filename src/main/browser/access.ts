/**
 * Who may use this process over 127.0.0.1, which every program and every page of this machine can reach: whoever holds
 * the address's one-time token gets a session, and the session's cookie opens everything else.
 * Secrets are looked up by their digests, so that the time a look-up takes says nothing about them.
 */
import { createHash, randomBytes } from 'node:crypto'

export class Access {
  readonly #cookieName: string
  readonly #sessions = new Set<string>()
  #token: string | undefined

  /** Cookies know no port, so the name does: two desktops on one machine must not overwrite each other's. */
  constructor(port: number) {
    this.#cookieName = `leasedesk-${port}`
  }

  /** A fresh token, good for one exchange; the one before it is void from now on. */
  issueToken(): string {
    const token = secret()
    this.#token = digest(token)
    return token
  }

  /** Exchanges a token for the `Set-Cookie` of a new session, once. */
  redeem(token: string): string | undefined {
    if (this.#token === undefined || digest(token) !== this.#token) return undefined
    this.#token = undefined
    const session = secret()
    this.#sessions.add(digest(session))
    return `${this.#cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`
  }

  holdsSession(cookies: string | undefined): boolean {
    return (cookies ?? '').split(';').some(cookie => {
      const [name, value] = cookie.trim().split('=', 2)
      return name === this.#cookieName && value !== undefined && this.#sessions.has(digest(value))
    })
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
