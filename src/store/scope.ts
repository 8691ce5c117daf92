/**
 * What every store's transaction does in the same way over its own primitives: rows are checked first, a failed
 * statement spoils all up to the nearest savepoint, and nothing runs after the end.
 */
import { checkKey, checkRow, indexColumns, tableOf } from './rows.ts'
import { StatementFailed, type StoreChanges, type StoreRead, type Transaction } from './store.ts'

/** The primitives of a store; savepoints are numbered by their depth from 1. */
export interface Driver extends Omit<Transaction, 'savepoint'> {
  mark(depth: number): Promise<void>
  release(depth: number): Promise<void>
  undo(depth: number): Promise<void>
}

export function checkReads(reads: readonly StoreRead[]): void {
  for (const read of reads) {
    const table = tableOf(read.table)
    if ('keys' in read) for (const key of read.keys) checkKey(table, table.key, key)
    else checkKey(table, indexColumns(table, read.index).slice(0, read.prefix.length), read.prefix)
  }
}

function checkChanges(changes: StoreChanges): void {
  for (const [name, { upserts, deletes }] of changes) {
    const table = tableOf(name)
    for (const row of upserts) checkRow(table, row)
    for (const key of deletes) checkKey(table, table.key, key)
  }
}

/**
 * Runs `work` over the driver's primitives; rejects when it does, and with the failure that it swallowed. Rows that have
 * passed the check before, when they were first stored, need not pass it again (`checked`).
 */
export async function runInScope<T>(
  driver: Driver,
  work: (transaction: Transaction) => Promise<T>,
  checked = false,
): Promise<T> {
  const scope = openScope(driver, checked)
  try {
    const result = await work(scope.transaction)
    scope.check()
    return result
  } finally {
    scope.end()
  }
}

function openScope(driver: Driver, checked: boolean): { transaction: Transaction; check(): void; end(): void } {
  let failure: StatementFailed | null = null
  let ended = false
  let depth = 0

  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (ended) throw new StatementFailed('the transaction has ended', { code: '25P01' })
    if (failure !== null) throw failure
    try {
      return await work()
    } catch (error) {
      if (error instanceof StatementFailed) failure = error
      throw error
    }
  }

  const transaction: Transaction = {
    read: reads =>
      step(async () => {
        checkReads(reads)
        return driver.read(reads)
      }),
    apply: changes =>
      step(async () => {
        if (!checked) checkChanges(changes)
        await driver.apply(changes)
      }),
    load: (name, rows) =>
      step(async () => {
        if (!checked) for (const row of rows) checkRow(tableOf(name), row)
        await driver.load(name, rows)
      }),
    async savepoint(work) {
      const mine = depth + 1
      await step(() => driver.mark(mine))
      depth = mine
      try {
        const result = await work()
        await step(() => driver.release(mine))
        return result
      } catch (error) {
        await driver.undo(mine)
        failure = null
        throw error
      } finally {
        depth = mine - 1
      }
    },
  }

  return {
    transaction,
    check() {
      if (failure !== null) throw failure
    },
    end() {
      ended = true
    },
  }
}
