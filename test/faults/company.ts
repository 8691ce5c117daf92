/** A company's folder for the fault runs: the machine around it, a template to copy, and what it takes to open one. */
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '../../src/commands/command.ts'
import { foundCompany } from '../../src/commands/company/found.ts'
import type { Desk } from '../../src/core/desk.ts'
import {
  closeFolder,
  type FolderOptions,
  type OpenedFolder,
  openFolder,
  prepareFolder,
} from '../../src/core/folder/open.ts'
import { readIdentity } from '../../src/core/folder/places.ts'
import { clock, thisMachine } from '../../src/core/machine/index.ts'
import { preparedIn } from '../../src/core/machine/prepared.ts'
import { newPerson, unlock } from '../../src/core/services/people.ts'
import { Rulebooks } from '../../src/core/services/rulebooks.ts'
import { passphraseKey } from '../../src/journal/crypto.ts'
import { erasedListIn } from '../../src/journal/erased-list.ts'
import type { Files } from '../../src/journal/files.ts'
import { fileKeySlot } from '../../src/journal/master-key.ts'
import { nodeFiles } from '../../src/journal/node-files.ts'
import { type Seeded, seeded } from '../journal/seeded.ts'
import { addCases } from './load.ts'

/** Shared with the other tests of this machine. */
const CACHE = join(tmpdir(), 'leasedesk-test-cache')
const CASES = 300

/** Whoever gives the commands of the load: one who may do everything that it does. */
export const REVIEWER: Actor = {
  id: 'p-review',
  roles: ['administrator', 'supervisor', 'underwriter', 'risk-manager'],
  kind: 'person',
}

export interface Surroundings {
  files?: Files
  bootId?: string
  /** Seeded where nothing but the seed may decide; real randomness in processes that are killed. */
  random?: Seeded
}

/** `root` holds the data folder and, beside it, the folder of the machine's key slot. */
export function optionsFor(
  root: string,
  { files = nodeFiles, bootId = 'boot-1', random }: Surroundings = {},
): FolderOptions {
  return {
    dir: `${root}/data`,
    files,
    clock,
    randomness: random === undefined ? size => randomBytes(size) : random.bytes,
    derive: passphraseKey,
    slots: { file: fileKeySlot(files, `${root}/slot`) },
    erased: erasedListIn(files, `${root}/erased`),
    machine: { ...thisMachine('faults'), bootId },
    log: { info: () => undefined, error: () => undefined },
    prepared: () => preparedIn(nodeFiles, CACHE),
    freeBytes: () => Number.POSITIVE_INFINITY,
  }
}

/** Opens what is there, or begins a company in an empty folder (its founding entry comes later). */
export async function open(options: FolderOptions, again = false, progress = nothing): Promise<OpenedFolder> {
  const identity = readIdentity(options.files, options.dir) ?? (await prepareFolder(options))
  return openFolder(options, identity, progress, again)
}

const nothing = (): void => undefined

/** The founding entry and the rulebook, where they are not there yet. */
export async function found(desk: Desk, options: FolderOptions): Promise<void> {
  if (desk.journal?.head.n === 0) {
    const person = await newPerson(
      { name: '林', roles: [...REVIEWER.roles], passphrase: 'passphrase' },
      options,
      REVIEWER.id,
    )
    const { sign } = await unlock(person, 'passphrase', options)
    const { company } = desk.identity
    const input = { companyId: company, name: '测试租赁', language: 'zh-CN' as const, demo: false, people: [person] }
    await desk.give(foundCompany, input, { actor: REVIEWER, sign })
  }
  const rulebooks = new Rulebooks(desk)
  if ((await rulebooks.liveOrNone()) === null) await rulebooks.publishStarter()
}

/** A company of a few hundred cases, closed clean; made once a run and copied for every fault. */
export async function makeTemplate(root: string): Promise<void> {
  mkdirSync(root, { recursive: true })
  const options = optionsFor(root, { random: seeded(1) })
  const { desk } = await open(options)
  await found(desk, options)
  await addCases(desk, REVIEWER, 'template', CASES)
  await closeFolder(options, desk)
}

export function copyCompany(template: string, root: string): void {
  cpSync(template, root, { recursive: true })
}

/** Puts `from` in the place of `to`, whatever is there. */
export function replace(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true })
  if (existsSync(from)) renameSync(from, to)
}
