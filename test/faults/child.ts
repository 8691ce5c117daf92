/**
 * The process that is killed, and the one that looks afterwards: `node child.ts ROLE ROOT SEED`. What it says on
 * standard output is a line at a time, each written before the next command is given.
 */
import { readFileSync, writeSync } from 'node:fs'
import { Core } from '../../src/core/core.ts'
import { Session } from '../../src/core/session.ts'
import { seeded } from '../journal/seeded.ts'
import { optionsFor, REVIEWER } from './company.ts'
import { examine } from './examine.ts'
import { type Acknowledged, addCases, Load } from './load.ts'

const say = (line: unknown): void => void writeSync(1, `${JSON.stringify(line)}\n`)
const CALLERS = 6
const WITHOUT_END = 1_000_000

const [role = '', root = '', seed = '1'] = process.argv.slice(2)
const random = seeded(Number(seed))
const options = { ...optionsFor(root), version: 'faults', background: false }

const start = (): Promise<Core> => Core.start(options)
const load = (core: Core, commands: number): Promise<void> =>
  new Load(core.open.desk, REVIEWER, random, `s${seed}`, acknowledged => say({ acknowledged })).run(CALLERS, commands)

/** A company founded while somebody pulls the plug: entries come as soon as there is one. */
async function foundAndLoad(): Promise<void> {
  say('now')
  const core = await start()
  if (!core.hasCompany) await found(core)
  await addCases(core.open.desk, REVIEWER, `f${seed}`, 20)
  await load(core, WITHOUT_END)
}

async function found(core: Core): Promise<void> {
  const administrator = { name: '林', passphrase: 'passphrase' }
  await core.found(new Session('s1'), { language: 'zh-CN', name: '测试租赁', administrator })
  const { n, hash } = core.open.desk.journal?.head ?? { n: 0, hash: '' }
  say({ acknowledged: { n, hash, command: 'found', row: null } })
}

async function loadAndClose(): Promise<void> {
  const core = await start()
  await load(core, 20)
  say('now')
  await core.close()
}

async function rebuildOnly(): Promise<void> {
  const core = await start()
  say('now')
  await core.rebuild()
}

async function check(): Promise<void> {
  const acknowledged = JSON.parse(readFileSync(`${root}/acknowledged.json`, 'utf8')) as Acknowledged[]
  const core = await start()
  if (!core.hasCompany) await found(core)
  const { desk } = core.open
  const problems = await examine(desk, acknowledged)
  const { n } = desk.journal?.head ?? { n: 0 }
  await core.close()
  say({ entries: n, problems })
}

switch (role) {
  case 'load': {
    const core = await start()
    say('now')
    await load(core, WITHOUT_END)
    break
  }
  case 'found':
    await foundAndLoad()
    break
  case 'close':
    await loadAndClose()
    break
  case 'rebuild':
    await rebuildOnly()
    break
  case 'check':
    await check()
    break
  default:
    throw new TypeError(`no role ${role}`)
}
