/** The few words by which a page in Electron asks for its message port and is handed it; there is no other channel. */
export const PAGE_PORT = {
  /** The one channel between preload and main: an ask one way, a port the other, no content in either. */
  channel: 'leasedesk:port',
  /** Page to preload, as a window message of its own origin. */
  wanted: 'leasedesk:port-wanted',
  /** Preload to page, with the port. */
  given: 'leasedesk:port-given',
} as const

/** The page's own origin in Electron; the browser shell's page has an http one. */
export const APP_SCHEME = 'app'
export const APP_ORIGIN = `${APP_SCHEME}://leasedesk`
