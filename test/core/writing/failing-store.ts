/** A store whose statements and COMMITs fail when a test says so. */
import type { AnyRow } from '../../../src/domain/model/table.ts'
import { CommitFailed, StatementFailed, type Store, type Transaction } from '../../../src/store/store.ts'

export interface StoreFaults {
  /** Asked before each statement of a transaction that changes rows. */
  statement(rows: readonly AnyRow[]): boolean
  /** Asked at each COMMIT: it may come through and still be told as failed. */
  commit(): 'fails' | 'fails-but-stands' | null
}

export const NO_FAULTS: StoreFaults = { statement: () => false, commit: () => null }

export function failingStore(store: Store, faults: () => StoreFaults): Store {
  const check = (rows: readonly AnyRow[]): void => {
    if (faults().statement(rows)) throw new StatementFailed('a planted failure', { code: 'XX000' })
  }
  const failing = (transaction: Transaction): Transaction => ({
    ...transaction,
    savepoint: work => transaction.savepoint(work),
    apply: async changes => {
      check([...changes.values()].flatMap(({ upserts }) => upserts))
      await transaction.apply(changes)
    },
    load: async (table, rows) => {
      check(rows)
      await transaction.load(table, rows)
    },
  })
  return {
    ...store,
    transaction: async work => {
      let fault: ReturnType<StoreFaults['commit']> = null
      const result = await store.transaction(async transaction => {
        const done = await work(failing(transaction))
        fault = faults().commit()
        if (fault === 'fails') throw new CommitFailed('COMMIT failed: planted')
        return done
      })
      if (fault === 'fails-but-stands') throw new CommitFailed('COMMIT failed: planted, and came through')
      return result
    },
  }
}
