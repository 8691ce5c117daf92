/** A company in memory for the writer's tests: a disk that fails and loses power, and a store that does as it is told. */
import { foundCompany } from '../../../src/commands/company/found.ts'
import { publishRulebook } from '../../../src/commands/company/rulebook.ts'
import { Desk } from '../../../src/core/desk.ts'
import type { Clock } from '../../../src/core/ports.ts'
import type { Books } from '../../../src/core/writing/apply.ts'
import { linesHere } from '../../../src/core/writing/pack-lines.ts'
import { Writer } from '../../../src/core/writing/writer.ts'
import { createDocuments } from '../../../src/journal/documents.ts'
import type { SignEntry } from '../../../src/journal/entry-line.ts'
import { erasedListIn } from '../../../src/journal/erased-list.ts'
import { openJournal } from '../../../src/journal/journal.ts'
import { createKeys, type Keys, openKeys } from '../../../src/journal/keys.ts'
import { fileKeySlot, type KeyPorts, masterPath } from '../../../src/journal/master-key.ts'
import { createPacks } from '../../../src/journal/packs.ts'
import type { PgliteStore } from '../../../src/store/pglite-store.ts'
import type { Store } from '../../../src/store/store.ts'
import { REVIEWER } from '../../faults/company.ts'
import { addCases } from '../../faults/load.ts'
import { type Dump, listedStore, rebuilt } from '../../faults/view.ts'
import type { Seeded } from '../../journal/seeded.ts'
import { SimulatedDisk } from '../../journal/simulated-disk.ts'

const DIR = '/data'
const IDENTITY = { format: 1 as const, company: 'c1', device: 'dev' }

/** Every command at one instant: what differs between two runs is then the grouping alone. */
const clock: Clock = {
  now: () => '2026-11-24T01:00:00.000Z',
  monotonic: () => 0,
  after: () => () => undefined,
  breathe: () => Promise.resolve(),
}

export interface Opened {
  desk: Desk
  disk: SimulatedDisk
  /** What the store holds. */
  view(): Dump
  /** What the journal makes of an empty store. */
  journal(): Promise<Dump>
}

export interface Making {
  disk?: SimulatedDisk
  /** Puts faults before the store. */
  wrap?(store: Store): Store
}

/** Opens what is on the disk over a store that has applied all of it, as a start does. */
export async function open(random: Seeded, { disk = new SimulatedDisk(), wrap = same }: Making = {}): Promise<Opened> {
  const keys = await keysOn(disk, random)
  const packs = createPacks(disk, DIR)
  const lines = linesHere(packs, keys)
  const books: Books = { vault: keys, packs, lines, authority: true }
  const journal = openJournal({ files: disk, dir: DIR, appliedHead: null, company: IDENTITY.company })
  const { store, dump, fill } = listedStore()
  await fill(journal.read(1), books)
  const founded = journal.head.n > 0
  const writer = new Writer({
    store: wrap(store),
    journal,
    books,
    clock,
    device: IDENTITY.device,
    founded,
    committed: (changes, entries) => desk.committed.publish('committed', { changes, entries }),
  })
  const desk = new Desk({
    dir: DIR,
    files: disk,
    identity: IDENTITY,
    // Nothing here asks SQL: the load and the commands read rows by key and index.
    store: wrap(store) as PgliteStore,
    journal,
    writer,
    keys,
    packs,
    lines,
    documents: createDocuments(disk, DIR, keys),
    erased: erasedListIn(disk, '/erased'),
    clock,
    randomness: random.bytes,
    log: { info: () => undefined, error: () => undefined },
  })
  return { desk, disk, view: dump, journal: () => rebuilt(journal.read(1), books) }
}

const same = (store: Store): Store => store

function keysOn(disk: SimulatedDisk, random: Seeded): Promise<Keys> {
  const slots = { file: fileKeySlot(disk, '/slot') }
  const derive = () => Promise.reject(new TypeError('no passphrase here'))
  const ports: KeyPorts = { files: disk, dir: DIR, randomness: random.bytes, derive, slots }
  return disk.stat(masterPath(DIR)) === null ? createKeys(ports, IDENTITY.company) : openKeys(ports)
}

/** Nobody verifies it in these tests. */
const sign: SignEntry = () => ({ by: REVIEWER.id, value: '0'.repeat(128) })

/** A founded company with a rulebook and `cases` applications, four of five waiting for a decision. */
export async function company(random: Seeded, cases: number, making: Making = {}): Promise<Opened> {
  const opened = await open(random, making)
  const { desk } = opened
  const wrappedKey = { salt: '', cost: { memoryKib: 1, passes: 1 }, wrapped: '' }
  const publicKey = `04${'0'.repeat(128)}`
  const person = { id: REVIEWER.id, name: '林', roles: [...REVIEWER.roles], publicKey, wrappedKey }
  const founding = { companyId: 'c1', name: '测试', language: 'zh-CN' as const, demo: false, people: [person] }
  await desk.give(foundCompany, founding, { actor: REVIEWER, sign })
  const book = { hash: 'b'.repeat(64), id: 'book', version: 1, document: {} }
  await desk.give(publishRulebook, book, { actor: REVIEWER })
  await addCases(desk, REVIEWER, 'first', cases)
  return opened
}
