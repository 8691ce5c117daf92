/** The company and its people: what state the desktop is in, setting up, signing in, long jobs. */
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { jsonValue } from '../json.ts'
import { identifier, line } from '../text.ts'
import { call } from './errors.ts'

export const language = z.enum(['zh-CN', 'en'])
export const role = z.enum(['underwriter', 'risk-manager', 'finance', 'collector', 'supervisor', 'administrator'])

export const personView = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(role),
  active: z.boolean(),
  /** Shown only for the people of a demo company. */
  demoPassphrase: z.string().nullable(),
})

/** Damage that keeps the app read-only: where, what differs, and what to do (catalogue key `damage.<differs>`). */
export const damage = z.object({
  segment: z.string().nullable(),
  entry: z.number().nullable(),
  differs: z.string(),
  detail: z.record(z.string(), jsonValue),
})

export const journalView = z.object({
  state: z.enum(['saved', 'saving', 'read-only']),
  entries: z.number(),
  head: z.string(),
  segments: z.number(),
  /** Bytes of a torn tail that were cut back at this start, and where they are kept. */
  cut: z.object({ bytes: z.number(), keptAs: z.string() }).nullable(),
  damage: damage.nullable(),
  /** Entries of the part before the checkpoint that the background has verified so far; null when done. */
  verified: z.object({ done: z.number(), of: z.number() }).nullable(),
})

export const appState = z.object({
  /**
   * `new`: no company in this folder. `sealed`: its keys are on another machine, and the folder's passphrase is asked
   * for. `rebuilding`: the view is being made from the journal.
   */
  phase: z.enum(['new', 'sealed', 'rebuilding', 'locked', 'open']),
  version: z.string(),
  company: z.object({ id: z.string(), name: z.string(), language, demo: z.boolean() }).nullable(),
  people: z.array(personView),
  /** Who this window's session acts as. */
  me: personView.nullable(),
  journal: journalView,
  progress: z.object({ done: z.number(), of: z.number() }).nullable(),
  /** Seconds within which an author may take a decision back. */
  takeBackSeconds: z.number(),
})
export type AppState = z.infer<typeof appState>
export type PersonView = z.infer<typeof personView>
export type JournalView = z.infer<typeof journalView>

export const job = z.object({
  id: z.string(),
  kind: z.enum(['import', 'dry-run', 'demo', 'decide', 'rebuild', 'backup']),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  done: z.number(),
  /** Null while the total is not known. */
  of: z.number().nullable(),
  /** What the job answers with when done (the figures of its command-line twin). */
  result: z.record(z.string(), jsonValue).nullable(),
  problem: z.object({ code: z.string(), detail: z.record(z.string(), jsonValue) }).nullable(),
})
export type Job = z.infer<typeof job>

const passphrase = z.string().min(8).max(200)

export const app = {
  state: call.output(appState),
  /** The state now, and again whenever it changes. */
  watch: call.output(eventIterator(appState)),
  /** Opens a sealed folder with its passphrase; this machine opens it by itself from then on. */
  unlock: call.input(z.object({ passphrase: z.string().max(200) })).output(appState),
  /** One click: a demo company with people and a portfolio. Answers the job. */
  tryDemo: call
    .input(z.object({ language, applications: z.number().int().min(1).max(1_000_000), seed: z.number().int() }))
    .output(job),
  found: call
    .input(
      z.object({
        language,
        name: line(80),
        administrator: z.object({ name: line(40), passphrase }),
      }),
    )
    .output(appState),
  addPerson: call
    .input(z.object({ name: line(40), roles: z.array(role).min(1).max(role.options.length), passphrase }))
    .output(personView),
  changePerson: call
    .input(z.object({ id: identifier, roles: z.array(role).min(1).max(role.options.length), active: z.boolean() }))
    .output(personView),
  signIn: call.input(z.object({ person: identifier, passphrase: z.string().max(200) })).output(appState),
  signOut: call.output(appState),
  /** Everything a window has typed and not sent, kept across a crash: sealed, local, not journalled. */
  saveDraft: call.input(z.object({ key: identifier, text: z.string().max(100_000) })).output(z.object({})),
  loadDraft: call.input(z.object({ key: identifier })).output(z.object({ text: z.string().nullable() })),
  watchJob: call.input(z.object({ id: identifier })).output(eventIterator(job)),
  cancelJob: call.input(z.object({ id: identifier })).output(job),
}
