/** Books in memory for testing commands by themselves: the same reads, judge and effect that the writer runs. */
import type { Actor, Command, Refusal } from '../../src/commands/command.ts'
import { mayGive } from '../../src/commands/permission.ts'
import { GroupView, mergeReads } from '../../src/core/writing/group-view.ts'
import type { TableName, Tables } from '../../src/domain/model/index.ts'
import type { RowOf } from '../../src/domain/model/table.ts'
import { openMemoryStore } from '../../src/store/memory-store.ts'
import type { Store } from '../../src/store/store.ts'

export const UNDERWRITER: Actor = { id: 'p-u1', roles: ['underwriter'], kind: 'person' }
export const COLLEAGUE: Actor = { id: 'p-u2', roles: ['underwriter'], kind: 'person' }
export const SUPERVISOR: Actor = { id: 'p-s1', roles: ['supervisor'], kind: 'person' }
export const ADMINISTRATOR: Actor = { id: 'p-a1', roles: ['administrator'], kind: 'person' }
export const OPERATOR: Actor = { id: 'operator', roles: [], kind: 'operator' }

export class Books {
  readonly store: Store = openMemoryStore()
  #n = 0
  founded = true

  /** Runs a command with its lines; answers the refusal, or null once its changes stand. */
  async give(
    command: unknown,
    input: unknown,
    { actor, at = '2026-11-24T01:00:00.000Z', lines = [] }: { actor: Actor; at?: string; lines?: unknown[] },
  ): Promise<Refusal | null> {
    const given = command as Command
    const may = mayGive(given, actor, this.founded)
    if (may.refused) return may
    const n = this.#n + 1
    const context = { entryId: `dev-${n}`, at, actor, authority: true }
    const view = new GroupView()
    const ask = async (reads: Parameters<typeof mergeReads>[0]) => {
      const missing = view.missing(mergeReads(reads))
      view.take(missing, await this.store.read(missing))
    }
    for (let round = 1; round <= 3; round++) {
      const reads = given.reads(input, context, view, round)
      if (reads === null) break
      await ask(reads)
    }
    const verdict = given.judge(input, context, view)
    if (verdict.refused) return verdict
    for (const [index, line] of lines.entries()) {
      if (given.pack === undefined) throw new TypeError(`${given.name} takes no lines`)
      const here = { ...context, line: index + 1, rowId: `dev-${n}-${index + 1}` }
      await ask(given.pack.reads(line, input, here, view) ?? [])
      const judged = given.pack.judge(line, input, here, view)
      if (judged.refused) return judged
      view.apply(given.pack.effect(line, input, here, view))
    }
    view.apply(given.effect(input, context, view))
    await this.store.transaction(transaction => transaction.apply(view.changes()))
    this.#n = n
    return null
  }

  async row<T extends TableName>(table: T, ...key: (string | number)[]): Promise<RowOf<Tables[T]> | null> {
    const [rows] = await this.store.read([{ table, keys: [key] }])
    return (rows?.[0] as unknown as RowOf<Tables[T]> | undefined) ?? null
  }

  async rows<T extends TableName>(table: T, index: string, prefix: (string | number)[]): Promise<RowOf<Tables[T]>[]> {
    const [rows] = await this.store.read([{ table, index, prefix, limit: 10_000 }])
    return rows as unknown as RowOf<Tables[T]>[]
  }
}
