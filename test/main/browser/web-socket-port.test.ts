import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { webSocketPort } from '../../../src/main/browser/web-socket-port.ts'

/** A socket whose peer reads only when the test lets it. */
class SlowSocket extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  isPaused = false
  bufferedAmount = 0
  terminated = false
  #flushed: (() => void)[] = []

  send(message: Uint8Array, flushed: () => void): void {
    this.bufferedAmount += message.byteLength
    this.#flushed.push(flushed)
  }
  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
  terminate(): void {
    this.terminated = true
  }
  drain(): void {
    this.bufferedAmount = 0
    for (const flushed of this.#flushed.splice(0)) flushed()
  }
}

function slow() {
  const socket = new SlowSocket()
  const port = webSocketPort(socket as unknown as WebSocket, { pauseAbove: 100, closeAbove: 1_000 })
  return { socket, port }
}

test('a page that does not read may not ask on, until it has read', () => {
  const { socket, port } = slow()
  port.send(new Uint8Array(100))
  expect(socket.isPaused).toBe(false)
  port.send(new Uint8Array(1))
  expect(socket.isPaused).toBe(true)
  socket.drain()
  expect(socket.isPaused).toBe(false)
})

test('a page that never reads is cut off before it fills the memory', () => {
  const { socket, port } = slow()
  port.send(new Uint8Array(1_001))
  expect(socket.terminated).toBe(true)
})

test('nothing is sent into a socket that is closing', () => {
  const { socket, port } = slow()
  socket.readyState = 2
  port.send(new Uint8Array(5))
  expect(socket.bufferedAmount).toBe(0)
})
