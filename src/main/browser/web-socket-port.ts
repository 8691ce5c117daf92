/**
 * A WebSocket as a session's outer port. A page that does not read its answers may not go on asking: above the high mark
 * its requests wait in the socket, above the limit the session ends, so that no page can fill the memory of this process.
 */
import type { WebSocket } from 'ws'
import { SESSION_CLOSED } from '../../protocol/core-worker.ts'
import type { OuterPort } from '../relay.ts'

const MB = 1024 * 1024

export interface Marks {
  readonly pauseAbove: number
  readonly closeAbove: number
}

const DEFAULT_MARKS: Marks = { pauseAbove: 8 * MB, closeAbove: 128 * MB }
const POLICY_VIOLATION = 1008

export function webSocketPort(socket: WebSocket, marks: Marks = DEFAULT_MARKS): OuterPort {
  const resumeWhenDrained = () => {
    if (socket.isPaused && socket.bufferedAmount <= marks.pauseAbove) socket.resume()
  }
  return {
    send(message) {
      if (socket.readyState !== socket.OPEN) return
      socket.send(message, resumeWhenDrained)
      if (socket.bufferedAmount > marks.closeAbove) socket.terminate()
      else if (socket.bufferedAmount > marks.pauseAbove) socket.pause()
    },
    onMessage(listener) {
      socket.on('message', (data: Buffer, isBinary) => listener(isBinary ? data : data.toString()))
    },
    onClose(listener) {
      socket.on('close', listener)
    },
    close(why) {
      if (why === 'core-lost') socket.close(SESSION_CLOSED.coreLost, 'the core stopped')
      else socket.close(POLICY_VIOLATION, 'not a message of this protocol')
    },
  }
}
