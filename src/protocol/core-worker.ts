/**
 * The wire between a shell and the core's one worker thread, and, one hop further out, between Electron's main process
 * and its utility process: both speak these same few messages. What the sessions' ports carry is not described here: it is
 * oRPC's own (strings or bytes), and the shells copy it without looking inside.
 */

/** Which shell the core serves; shown in Settings, and named to a second process that wants the same folder. */
export type Program = 'electron' | 'browser'

/**
 * What the worker is started with. `Port` is the runtime's own message port: `protocol` names no runtime.
 * `keySlot` is there only where the system has a key store that deserves the name; the worker wraps its port with
 * `keySlotOver` (key-slot.ts).
 */
export interface CoreWorkerData<Port = unknown> {
  readonly dataDir: string
  readonly program: Program
  readonly version: string
  readonly locale?: string
  readonly keySlot?: { readonly name: string; readonly port: Port }
  /** Sessions act as the command line's operator. For the bench, which has nobody to sign in: no shell ever sets it. */
  readonly operator?: true
}

/** Why a folder cannot be opened: `text` is for people, `detail` names what they need to mend it. */
export interface CoreProblem {
  readonly code: string
  readonly text: string
  readonly detail: string
}

/** Shell to core. The port of `open-session` is also in the transfer list. */
export type ToCore<Port = unknown> =
  | { readonly kind: 'open-session'; readonly session: string; readonly port: Port }
  | { readonly kind: 'close' }

/** Core to shell: exactly one of `ready` and `cannot-open` first; `closed` once everything is checkpointed and fsynced. */
export type FromCore =
  | { readonly kind: 'ready' }
  | { readonly kind: 'cannot-open'; readonly problem: CoreProblem }
  | { readonly kind: 'closed' }

/** Close codes of the browser shell's WebSocket that the page acts on (4000 to 4999 are an application's own). */
export const SESSION_CLOSED = {
  /** The core crashed; a new one is being started, and connecting again will reach it. */
  coreLost: 4001,
  /** The program is being ended, or the core was given up: connecting again is of no use. */
  stopped: 4002,
} as const
