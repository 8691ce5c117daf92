/** Hands a port to a page that asks for one: the only thing that a page can get from the main process. */
import { randomUUID } from 'node:crypto'
import type { IpcMain, MessageChannelMain, MessagePortMain, WebFrameMain } from 'electron'
import { PAGE_PORT } from '../../protocol/page-port.ts'
import type { CoreProcess } from '../core-process.ts'
import { isOwnPage } from './sender.ts'

export interface PagePortOptions {
  readonly ipcMain: Pick<IpcMain, 'on'>
  readonly MessageChannelMain: typeof MessageChannelMain
  readonly core: Pick<CoreProcess<MessagePortMain>, 'state' | 'openSession'>
}

export class PagePorts {
  readonly #options: PagePortOptions
  /** Pages that have asked while there was no core; they are served by the next one, however long that takes. */
  readonly #waiting = new Set<WebFrameMain>()

  constructor(options: PagePortOptions) {
    this.#options = options
    options.ipcMain.on(PAGE_PORT.channel, (event, ...content) => {
      if (event.senderFrame === null || !isOwnPage(event) || content.length > 0) return
      this.#waiting.add(event.senderFrame)
      this.serve()
    })
  }

  /** To be called whenever a core has become ready. */
  serve(): void {
    const { core, MessageChannelMain } = this.#options
    if (core.state.kind !== 'ready') return
    for (const frame of this.#waiting) {
      this.#waiting.delete(frame)
      // A page that was reloaded meanwhile is gone; the new one asks for itself.
      if (frame.isDestroyed() || frame.detached) continue
      const { port1, port2 } = new MessageChannelMain()
      core.openSession(randomUUID(), port2)
      frame.postMessage(PAGE_PORT.channel, null, [port1])
    }
  }
}
