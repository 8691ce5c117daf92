/** Who sent an IPC message: only the main frame of a page of our own origin is ever answered. */
import type { WebFrameMain } from 'electron'
import { APP_ORIGIN } from '../../protocol/page-port.ts'

export interface SentBy {
  /** Null when the frame has navigated or is gone. */
  readonly senderFrame: Pick<WebFrameMain, 'url' | 'parent'> | null
}

/** An empty address and about:blank are refused like any other stranger: a frame has them before it is anyone's. */
export function isOwnPage({ senderFrame }: SentBy): boolean {
  if (senderFrame === null || senderFrame.parent !== null) return false
  if (!URL.canParse(senderFrame.url)) return false
  // The origin of a scheme that URL does not know is the string 'null', so its parts are compared.
  const { protocol, host } = new URL(senderFrame.url)
  return `${protocol}//${host}` === APP_ORIGIN
}
