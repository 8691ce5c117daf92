/**
 * The bridge: when the page asks, a message port comes from the main process and is handed on. Nothing is put into the
 * page's world, and nothing that the page says is passed on but the fact that it asked.
 */
import { ipcRenderer } from 'electron'
import { PAGE_PORT } from '../protocol/page-port.ts'

window.addEventListener('message', event => {
  if (event.source === window && event.origin === location.origin && event.data === PAGE_PORT.wanted) {
    ipcRenderer.send(PAGE_PORT.channel)
  }
})

ipcRenderer.on(PAGE_PORT.channel, event => {
  window.postMessage(PAGE_PORT.given, location.origin, event.ports)
})
