/**
 * What people do to a company, many at once: decisions with notes, bulk decisions, imports with their automatic
 * decisions, settings, and commands that are refused. Every answer is told before the next command is given.
 */
import type { Actor } from '../../src/commands/command.ts'
import { changeSetting } from '../../src/commands/company/setting.ts'
import { loadIntake } from '../../src/commands/intake/load.ts'
import { savePreset } from '../../src/commands/intake/preset.ts'
import { boostCase } from '../../src/commands/review/boost.ts'
import { decideAutomatically } from '../../src/commands/review/decide-automatically.ts'
import { decideCase } from '../../src/commands/review/decide-case.ts'
import { decideManyCases, takeBackMany } from '../../src/commands/review/decide-many.ts'
import { documentsReceived } from '../../src/commands/review/documents-received.ts'
import { takeBack } from '../../src/commands/review/take-back.ts'
import type { Desk } from '../../src/core/desk.ts'
import { NotKnown, NotSaved, ReadOnly, Refused } from '../../src/core/writing/refused.ts'
import type { Written } from '../../src/core/writing/writer.ts'
import type { Decision, ReviewCase, RulebookRow } from '../../src/domain/model/review.ts'
import { packRowId } from '../../src/protocol/entry.ts'
import { applicationLine, batch, decisionLine, partyLine } from '../commands/lines.ts'
import type { Seeded } from '../journal/seeded.ts'
import { PowerLost } from '../journal/simulated-disk.ts'

/** An entry that somebody was told is saved. */
export interface Acknowledged {
  n: number
  hash: string
  command: string
  /** The row that the entry made, if one carries its id: it must be in the view. */
  row: { table: 'decision' | 'import_batch'; id: string } | null
}

export type Told = (acknowledged: Acknowledged) => void

/** A line with everything that an import can bring, sealed fields included. */
const lineOf = (key: string, index: number) =>
  applicationLine(key, {
    amountFen: 16_000_000 + index,
    declared: { 'declared.income': 12_000 + index },
    parties: [partyLine(`party-${key}`, 'lessee', `g-${index % 7}`), partyLine(`spouse-${key}`, 'spouse')],
    evidence: [
      {
        source: 'bureau',
        subject: 'lessee',
        asOf: '2026-11-19T01:00:00.000Z',
        status: 'answered',
        values: { score: index },
      },
    ],
  })

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

const keysOf = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${index}`)

/** An import of so many applications: one entry with a pack. */
export function importCases(desk: Desk, actor: Actor, name: string, count: number): Promise<Written> {
  const lines = keysOf(name, count).map(lineOf)
  return desk.givePack(loadIntake, each(lines), () => batch(count, `b-${name}`), { actor })
}

/** The automatic decisions on them, four of five referred: one entry with a pack. Answers the cases made as well. */
export async function decideThem(desk: Desk, actor: Actor, name: string, count: number) {
  const [books] = await desk.store.read([{ table: 'rulebook', index: 'byLive', prefix: [true], limit: 1 }])
  const [book] = books as unknown as [RulebookRow]
  const outcomes = keysOf(name, count).map((_, index) => (index % 5 === 0 ? ('approve' as const) : ('refer' as const)))
  const lines = keysOf(name, count).map((key, index) => decisionLine(key, outcomes[index]))
  const refer = outcomes.filter(outcome => outcome === 'refer').length
  const input = { rulebook: book.hash, semantics: 1, approve: count - refer, refer, decline: 0 }
  const decided = await desk.givePack(decideAutomatically, each(lines), () => input, { actor })
  const referred = outcomes.flatMap((outcome, index) => (outcome === 'refer' ? [index + 1] : []))
  return { decided, cases: referred.map(line => packRowId(desk.identity.device, decided.n, line)) }
}

export async function addCases(desk: Desk, actor: Actor, name: string, count: number): Promise<void> {
  await importCases(desk, actor, name, count)
  await decideThem(desk, actor, name, count)
}

const MOST_CASES = 100_000
const OUTCOMES = ['approve', 'decline', 'ask-documents', 'escalate'] as const

export class Load {
  readonly #desk: Desk
  readonly #actor: Actor
  readonly #random: Seeded
  readonly #told: Told
  readonly #hashes = new Map<number, string>()
  readonly #name: string
  #cases: string[] = []
  #decisions: string[] = []
  #bulks: string[] = []
  #made = 0

  /** `name` keeps the ids of this load apart from those of an earlier one on the same folder. */
  constructor(desk: Desk, actor: Actor, random: Seeded, name: string, told: Told) {
    this.#desk = desk
    this.#actor = actor
    this.#random = random
    this.#name = name
    this.#told = told
    desk.committed.subscribe('committed', ({ entries }) => {
      for (const { n, hash } of entries) this.#hashes.set(n, hash)
    })
  }

  /** Runs so many callers at once, each giving `commands` one after the other, until nothing can be written any more. */
  async run(callers: number, commands: number): Promise<void> {
    const [rows] = await this.#desk.store.read([
      { table: 'review_case', index: 'byQueue', prefix: [], limit: MOST_CASES },
    ])
    this.#cases = (rows as unknown as ReviewCase[]).map(({ id }) => id)
    await Promise.all(Array.from({ length: callers }, () => this.#caller(commands)))
  }

  async #caller(commands: number): Promise<void> {
    for (let given = 0; given < commands; given++) {
      if (this.#desk.writer.stopped !== null) return
      try {
        await this.#step()
      } catch (error) {
        if (error instanceof NotKnown || error instanceof ReadOnly || error instanceof PowerLost) return
        if (!(error instanceof Refused || error instanceof NotSaved)) throw error
      }
    }
  }

  #step(): Promise<void> {
    const steps: [number, () => Promise<void>][] = [
      [40, () => this.#decide()],
      [12, () => this.#boost()],
      [8, () => this.#takeBack()],
      [8, () => this.#documents()],
      [5, () => this.#setting()],
      [4, () => this.#preset()],
      [6, () => this.#stale()],
      [4, () => this.#import()],
      [8, () => this.#decideMany()],
      [5, () => this.#takeBackMany()],
    ]
    const weighted = steps.flatMap(([weight, step]) => Array.from({ length: weight }, () => step))
    return (this.#any(weighted) as () => Promise<void>)()
  }

  #ack(command: string, written: Written, row: Acknowledged['row'] = null): void {
    this.#told({ n: written.n, hash: this.#hashes.get(written.n) ?? '', command, row })
  }

  #any<T>(list: readonly T[]): T | undefined {
    return list[this.#random.below(list.length)]
  }

  async #case(): Promise<ReviewCase | null> {
    const [rows] = await this.#desk.store.read([{ table: 'review_case', keys: [[this.#any(this.#cases) ?? 'none']] }])
    return (rows?.[0] as unknown as ReviewCase | undefined) ?? null
  }

  #decision(reviewCase: ReviewCase, basedOn = reviewCase.version) {
    return {
      caseId: reviewCase.id,
      lesseeId: reviewCase.lesseeId,
      basedOn,
      outcome: this.#any(OUTCOMES) ?? 'approve',
      reasons: ['income-short'],
      note: this.#random.chance(0.6) ? `备注 ${'长'.repeat(this.#random.below(1_500))}` : null,
      claimedAt: this.#desk.clock.now(),
      openMs: 5,
      pausedMs: 0,
    }
  }

  async #decide(): Promise<void> {
    const reviewCase = await this.#case()
    if (reviewCase === null) return
    const written = await this.#desk.give(decideCase, this.#decision(reviewCase), { actor: this.#actor })
    this.#decisions.push(written.id)
    this.#ack('decide', written, { table: 'decision', id: written.id })
  }

  /** Based on a version that is not there any more: refused, in the middle of a group. */
  async #stale(): Promise<void> {
    const reviewCase = await this.#case()
    if (reviewCase === null) return
    await this.#desk.give(decideCase, this.#decision(reviewCase, reviewCase.version + 7), { actor: this.#actor })
    throw new Error('a decision on a version that never was has been taken')
  }

  async #boost(): Promise<void> {
    const reviewCase = await this.#case()
    if (reviewCase === null) return
    const input = { caseId: reviewCase.id, basedOn: reviewCase.version, boost: this.#random.below(100) }
    this.#ack('boost', await this.#desk.give(boostCase, input, { actor: this.#actor }))
  }

  async #takeBack(): Promise<void> {
    const decisionId = this.#decisions.pop()
    if (decisionId === undefined) return
    this.#ack('take-back', await this.#desk.give(takeBack, { decisionId }, { actor: this.#actor }))
  }

  async #documents(): Promise<void> {
    const reviewCase = await this.#case()
    if (reviewCase === null) return
    const input = { caseId: reviewCase.id, lesseeId: reviewCase.lesseeId, basedOn: reviewCase.version, note: '收到' }
    this.#ack('documents', await this.#desk.give(documentsReceived, input, { actor: this.#actor }))
  }

  async #setting(): Promise<void> {
    const input = { name: 'reviewHours' as const, value: 1 + this.#random.below(9) }
    this.#ack('setting', await this.#desk.give(changeSetting, input, { actor: this.#actor }))
  }

  async #preset(): Promise<void> {
    const input = { id: `m-${this.#random.below(5)}`, name: 'columns', mapping: { a: this.#random.below(1_000) } }
    this.#ack('preset', await this.#desk.give(savePreset, input, { actor: this.#actor }))
  }

  async #import(): Promise<void> {
    const name = `${this.#name}-${++this.#made}`
    const count = 2 + this.#random.below(40)
    const imported = await importCases(this.#desk, this.#actor, name, count)
    this.#ack('import', imported, { table: 'import_batch', id: `b-${name}` })
    const { decided, cases } = await decideThem(this.#desk, this.#actor, name, count)
    this.#ack('decide-automatically', decided)
    this.#cases.push(...cases)
  }

  async #decideMany(): Promise<void> {
    const wanted = Array.from({ length: 1 + this.#random.below(40) }, () => [this.#any(this.#cases) ?? 'none'])
    const [rows] = await this.#desk.store.read([{ table: 'review_case', keys: wanted }])
    const open = (rows as unknown as ReviewCase[]).filter(({ state }) => state !== 'decided')
    if (open.length === 0) return
    const lines = open.map(({ id, applicationId, lesseeId, version }) => ({
      caseId: id,
      applicationId,
      lesseeId,
      basedOn: version,
      note: '一起',
    }))
    const input = { outcome: 'approve' as const, reasons: ['together'], cases: open.length }
    const written = await this.#desk.givePack(decideManyCases, each(lines), () => input, { actor: this.#actor })
    this.#bulks.push(written.id)
    this.#ack('decide-many', written, { table: 'decision', id: packRowId(this.#desk.identity.device, written.n, 1) })
  }

  async #takeBackMany(): Promise<void> {
    const bulkId = this.#bulks.pop()
    if (bulkId === undefined) return
    const [rows] = await this.#desk.store.read([{ table: 'decision', index: 'byBulk', prefix: [bulkId], limit: 100 }])
    const decisions = rows as unknown as Decision[]
    const lines = decisions.map(({ id, caseId, applicationId }) => ({
      decisionId: id,
      caseId: caseId ?? '',
      applicationId,
    }))
    const input = { bulkId, cases: lines.length }
    this.#ack(
      'take-back-many',
      await this.#desk.givePack(takeBackMany, each(lines), () => input, { actor: this.#actor }),
    )
  }
}
