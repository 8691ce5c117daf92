/** Hands a port to a page that asks for one: the only thing that a page can get from the main process. */
import { randomUUID } from 'node:crypto'
import type { IpcMain, MessageChannelMain, MessagePortMain } from 'electron'
import { PAGE_PORT } from '../../protocol/page-port.ts'
import type { CoreProcess } from '../core-process.ts'
import { isOwnPage } from './sender.ts'

export interface PagePortOptions {
  readonly ipcMain: Pick<IpcMain, 'on'>
  readonly MessageChannelMain: typeof MessageChannelMain
  readonly core: Pick<CoreProcess<MessagePortMain>, 'whenReady' | 'openSession'>
}

export function handOutPorts({ ipcMain, MessageChannelMain, core }: PagePortOptions): void {
  ipcMain.on(PAGE_PORT.channel, async (event, ...content) => {
    const frame = event.senderFrame
    if (frame === null || !isOwnPage(event) || content.length > 0) return
    const ready = await core.whenReady().then(
      () => true,
      () => false,
    )
    // The page may have been reloaded while the core was starting; the new one asks for itself.
    if (!ready || frame.isDestroyed() || frame.detached) return
    const { port1, port2 } = new MessageChannelMain()
    core.openSession(randomUUID(), port2)
    frame.postMessage(PAGE_PORT.channel, null, [port1])
  })
}
