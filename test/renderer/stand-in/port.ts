/**
 * Takes the place of `src/renderer/connection/port.ts` in the stand-in page: a message channel to a stand-in core in the
 * same page. `?scene=` chooses the books; `window.standIn.crash()` ends the core, and a new one answers the next call
 * after a moment, with the books but without the sessions; `takeBackIn()` sets the time to take a decision back, and after
 * `mute()` the next decision is saved or not and never answered.
 */
import { RPCHandler } from '@orpc/server/message-port'
import { type Scene, StandIn, standInRouter } from './router.ts'

export type PortLike = Pick<MessagePort, 'addEventListener' | 'postMessage' | 'close'>

/** The stand-in is never another program. */
export class NotLetIn extends Error {}

const parameters = new URLSearchParams(location.search)
const scene = (parameters.get('scene') ?? 'full') as Scene
const cases = parameters.get('cases')
const standIn = new StandIn(scene, cases === null ? undefined : Number(cases))
const signedIn = parameters.get('as')
if (signedIn !== null) standIn.me = standIn.people.find(person => person.id === signedIn) ?? null

let ended: (() => void) | undefined
let back = Promise.resolve()

declare global {
  interface Window {
    standIn: { crash(awayMs?: number): void; takeBackIn(seconds: number): void; mute(saving: boolean): void }
  }
}

window.standIn = {
  crash(awayMs = 1_500) {
    standIn.me = null
    back = new Promise(resolve => setTimeout(resolve, awayMs))
    ended?.()
  },
  takeBackIn(seconds) {
    standIn.takeBackSeconds = seconds
  },
  mute(saving) {
    standIn.mute = saving ? 'saves' : 'loses'
  },
}

export async function connectPort(): Promise<PortLike> {
  await back
  const { port1, port2 } = new MessageChannel()
  new RPCHandler(standInRouter(standIn)).upgrade(port2)
  ended = () => {
    port2.close()
    // Chromium tells a port that its other end has closed only when the document goes; here it is told at once.
    port1.dispatchEvent(new Event('close'))
  }
  port1.start()
  port2.start()
  return port1
}
