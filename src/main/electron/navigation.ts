/**
 * A window shows our page and nothing else, ever: no navigation, no other window, no guest, no permission, no request to
 * anything but our own scheme. All of this is refused here, for every web contents and session that comes into being.
 */
import type { Session, WebContents } from 'electron'
import { APP_ORIGIN } from '../../protocol/page-port.ts'

/** Only our own files, and what our own page made out of bytes that it already had. */
const OWN_URLS = [`${APP_ORIGIN}/`, `blob:${APP_ORIGIN}/`, 'data:'] as const

export function confineContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }) => event.preventDefault()
  contents.on('will-navigate', refuse)
  contents.on('will-frame-navigate', refuse)
  contents.on('will-redirect', refuse)
  contents.on('will-attach-webview', refuse)
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

export function confineSession(session: Session, devTools: boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  // An empty answer is Electron's way to refuse a capture of the screen.
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayRequest(url, devTools) }))
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${APP_ORIGIN}/`)) event.preventDefault()
  })
}

function mayRequest(url: string, devTools: boolean): boolean {
  return OWN_URLS.some(own => url.startsWith(own)) || (devTools && url.startsWith('devtools://'))
}
