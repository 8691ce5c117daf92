/** What must hold of a folder after any fault that a company has to survive. */
import { changeSetting } from '../../src/commands/company/setting.ts'
import type { Desk } from '../../src/core/desk.ts'
import { verifyBooks } from '../../src/core/folder/verify.ts'
import type { StoreRead } from '../../src/store/store.ts'
import { REVIEWER } from './company.ts'
import type { Acknowledged } from './load.ts'
import { differences, dumpOf, rebuilt } from './view.ts'

/**
 * Everything acknowledged is in journal and view, the chain holds, the view is what the journal makes of an empty one
 * (so nothing of any other command stands), and the next command is taken. Answers what does not hold, in words.
 */
export async function examine(desk: Desk, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const { journal, writer } = desk
  if (journal === null || writer.stopped !== null) return [`the company is read-only: ${writer.stopped?.message}`]
  return [
    ...inJournal(desk, acknowledged),
    ...(await inView(desk, acknowledged)),
    ...(await chain(desk)),
    ...(await sameAsRebuilt(desk)),
    ...(await goesOn(desk)),
  ]
}

/** The view of a company that is read-only shows what its journal has, as far as that can be read. */
export async function sameAsRebuilt(desk: Desk): Promise<string[]> {
  const { journal, keys, packs, lines, store } = desk
  if (journal === null) return []
  const made = await rebuilt(journal.read(1), { vault: keys, packs, lines, authority: true })
  return differences(await dumpOf(store.sql), made)
}

function inJournal({ journal }: Desk, acknowledged: readonly Acknowledged[]): string[] {
  const hashes = new Map<number, string>()
  for (const block of journal?.read(1) ?? []) for (const { n, hash } of block) hashes.set(n, hash)
  const lost = acknowledged.filter(({ n, hash }) => hashes.get(n) !== hash)
  return lost.map(({ n, command }) => `entry ${n} (${command}) was acknowledged and is not in the journal`)
}

async function inView({ store }: Desk, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const rows = acknowledged.flatMap(({ row }) => row ?? [])
  const reads = rows.map(({ table, id }): StoreRead => ({ table, keys: [[id]] }))
  const answers = await store.read(reads)
  const lost = rows.filter((_, index) => answers[index]?.length !== 1)
  return lost.map(({ table, id }) => `${table} ${id} was acknowledged and is not in the view`)
}

async function chain({ files, dir, journal }: Desk): Promise<string[]> {
  const { valid, entries, firstBad } = await verifyBooks(files, dir, journal?.head ?? null)
  if (valid && entries === journal?.head.n) return []
  return [`the chain does not verify: ${JSON.stringify(firstBad ?? { entries, head: journal?.head.n })}`]
}

async function goesOn(desk: Desk): Promise<string[]> {
  const written = await desk.give(changeSetting, { name: 'leaseMinutes', value: 20 }, { actor: REVIEWER })
  const [rows] = await desk.store.read([{ table: 'applied_head', keys: [[1]] }])
  const applied = rows?.[0]?.n
  return applied === written.n ? [] : [`the next entry is ${written.n}, the view has applied ${applied}`]
}
