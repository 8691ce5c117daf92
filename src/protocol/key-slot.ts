/**
 * The slot for a company's master key in the system's key store, as the core sees it, and the two ends that carry it
 * over any message channel: `serveKeySlot` beside the key store, `keySlotOver` beside the core. The key store lives in
 * Electron's main process and the core in a worker of its utility process, so both ends are used twice, end to end.
 */
import { z } from 'zod'

/** A place that keeps one secret a company. `load` gives undefined where nothing was stored. */
export interface KeySlot {
  readonly name: string
  available(): boolean
  store(companyId: string, key: Uint8Array): Promise<void>
  load(companyId: string): Promise<Uint8Array | undefined>
}

/** One end of a message channel, reduced to what this file needs. */
export interface KeySlotChannel {
  send(message: unknown): void
  receive(listener: (message: unknown) => void): void
}

/** The system's key store refused or failed; `message` is the system's own sentence. */
export class KeySlotError extends Error {
  override readonly name = 'KeySlotError'
}

/** A company's id is used in a file's name, so its alphabet is closed. */
const companyId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const bytes = z.custom<Uint8Array>(value => value instanceof Uint8Array)

const askSchema = z.discriminatedUnion('op', [
  z.strictObject({ kind: z.literal('key-slot-ask'), id: z.int(), op: z.literal('store'), companyId, key: bytes }),
  z.strictObject({ kind: z.literal('key-slot-ask'), id: z.int(), op: z.literal('load'), companyId }),
])
const answerSchema = z.strictObject({
  kind: z.literal('key-slot-answer'),
  id: z.int(),
  key: bytes.optional(),
  error: z.string().optional(),
})

type Ask = z.infer<typeof askSchema>
type Answer = z.infer<typeof answerSchema>

/** Answers asks that arrive on `channel` from `slot`. Anything that is not a well-formed ask is left unanswered. */
export function serveKeySlot(slot: KeySlot, channel: KeySlotChannel): void {
  channel.receive(message => {
    const ask = askSchema.safeParse(message)
    if (ask.success) void answer(slot, ask.data).then(reply => channel.send(reply))
  })
}

async function answer(slot: KeySlot, ask: Ask): Promise<Answer> {
  const reply = { kind: 'key-slot-answer', id: ask.id } as const
  try {
    if (ask.op === 'store') {
      await slot.store(ask.companyId, ask.key)
      return reply
    }
    const key = await slot.load(ask.companyId)
    return key === undefined ? reply : { ...reply, key }
  } catch (error) {
    return { ...reply, error: error instanceof Error ? error.message : String(error) }
  }
}

/** A slot whose key store is at the other end of `channel`; `name` is the store's own, e.g. `gnome_libsecret`. */
export function keySlotOver(channel: KeySlotChannel, name: string): KeySlot {
  const waiting = new Map<number, (answer: Answer) => void>()
  let lastId = 0
  channel.receive(message => {
    const reply = answerSchema.safeParse(message)
    if (!reply.success) return
    waiting.get(reply.data.id)?.(reply.data)
    waiting.delete(reply.data.id)
  })
  async function ask(op: { op: 'store'; companyId: string; key: Uint8Array } | { op: 'load'; companyId: string }) {
    // The other end does not answer what is malformed, so that has to be found here.
    const message = askSchema.safeParse({ kind: 'key-slot-ask', id: ++lastId, ...op })
    if (!message.success) throw new KeySlotError(`Not an ask for a key: ${z.prettifyError(message.error)}`)
    const reply = new Promise<Answer>(resolve => waiting.set(message.data.id, resolve))
    channel.send(message.data)
    const { key, error } = await reply
    if (error !== undefined) throw new KeySlotError(error)
    return key
  }
  return {
    name,
    available: () => true,
    store: async (companyId, key) => void (await ask({ op: 'store', companyId, key })),
    load: companyId => ask({ op: 'load', companyId }),
  }
}
