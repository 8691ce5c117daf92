/** The policy of the page and the headers of every answer, the same in both shells. */

/** Vite writes this into every tag that may carry a nonce; the shells replace it, in each answer by another. */
export const CSP_NONCE_PLACEHOLDER = '__LEASEDESK_CSP_NONCE__'

export interface PagePolicy {
  /** Marks the style elements that our own code makes (antd, AG Grid, dnd-kit). */
  readonly nonce: string
  /** Where the page may connect to; the Electron shell's page connects nowhere, it is handed a port. */
  readonly connect: readonly string[]
}

function contentSecurityPolicy({ nonce, connect }: PagePolicy): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // Icons of the libraries are data: URLs; pictures of a case arrive as bytes over the port and are shown as blobs.
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export function securityHeaders(policy: PagePolicy): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(policy),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  }
}
