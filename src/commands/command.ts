/**
 * What a command is: every change that a person or a machine can make to the books, as pure functions. Desktop, server,
 * command line and simulator run the same ones (ARCHITECTURE.md, 'What a saved decision goes through').
 */
import type { z } from 'zod'
import type { JsonValue } from '../domain/canonical.ts'
import type { Role } from '../domain/model/company.ts'
import type { TableName } from '../domain/model/index.ts'
import type { Change } from './change.ts'
import type { Found, ReadSet } from './found.ts'

/** Who acts: a person with a role set, the local operator of the command line, or the machine itself. */
export interface Actor {
  id: string
  roles: readonly Role[]
  kind: 'person' | 'operator' | 'machine'
}

/** What an entry knows of itself when it is judged and when its effect is applied. */
export interface EntryContext {
  /** `<device>-<number>`; row ids derive from it. */
  entryId: string
  /** Instant the command was taken, from the clock port. */
  at: string
  actor: Actor
  /** True on the server, and on the one desktop of a company that has none. */
  authority: boolean
}

export interface Refusal {
  refused: true
  /** Catalogue key under `refusal.`; the screen turns it into a sentence with `detail`. */
  code: string
  detail: Record<string, JsonValue>
}

export type Verdict = { refused: false } | Refusal

export const ok: Verdict = { refused: false }
/** A refusal; its detail holds ids, numbers and figures that mend it, never a person's data. */
export const refuse = (code: string, detail: Record<string, JsonValue> = {}): Refusal => ({
  refused: true,
  code,
  detail,
})

/** Called for each personal field of an input: `holder[key]` is sealed under the party's key outside the database. */
export type VisitPersonal = (holder: Record<string, JsonValue>, key: string, partyId: string) => void

interface CommandBase<Input> {
  name: string
  /** A changed effect is a new version from the first release tag on; the old one stays callable. */
  version: number
  /** Whether the entry's body is sent to a server; the chain shows its header in any case. */
  travels: boolean
  /** Roles of which the actor needs one. `founding` is allowed only while no company exists. */
  roles: readonly Role[] | 'founding'
  /** Whether the command line's local operator and the machine may give it without a person. */
  operator: boolean
  /** The entry carries its actor's SM2 signature. */
  signed: boolean
  input: z.ZodType<Input>
  personal?(input: Input, visit: VisitPersonal): void
  /**
   * What `judge` and `effect` need, in at most three rounds; a later round may use what the earlier ones found and
   * answers null when nothing more is needed.
   */
  reads(input: Input, context: EntryContext, found: Found, round: number): ReadSet | null
  judge(input: Input, context: EntryContext, found: Found): Verdict
  effect(input: Input, context: EntryContext, found: Found): Change[]
}

export interface SingleCommand<Input = unknown> extends CommandBase<Input> {
  pack?: undefined
}

/** A bulk command: its rows stand in a pack, judged and applied line by line, in order, each seeing the ones before. */
export interface PackCommand<Input = unknown, Line = unknown> extends CommandBase<Input> {
  pack: {
    line: z.ZodType<Line>
    personal(line: Line, visit: VisitPersonal): void
    /** Tables that lines only ever insert into under new keys: loaded by COPY. */
    inserts: readonly TableName[]
    reads(line: Line, input: Input, context: LineContext, found: Found): ReadSet | null
    judge(line: Line, input: Input, context: LineContext, found: Found): Verdict
    effect(line: Line, input: Input, context: LineContext, found: Found): Change[]
  }
}

export interface LineContext extends EntryContext {
  /** Line of the pack, from 1; `rowId` = `<entry id>-<line>`. */
  line: number
  rowId: string
}

export type Command<Input = unknown, Line = unknown> = SingleCommand<Input> | PackCommand<Input, Line>

/** Declares a command with its input inferred from the schema. */
export const command = <Input>(declared: SingleCommand<Input>): SingleCommand<Input> => declared
/** Declares a bulk command with its input and its lines. */
export const packCommand = <Input, Line>(declared: PackCommand<Input, Line>): PackCommand<Input, Line> => declared
