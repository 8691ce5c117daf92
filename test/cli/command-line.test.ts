/** The command line as a script calls it: one JSON object on standard output, failures on standard error with a way out. */
import { spawn } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const root = mkdtempSync(join(tmpdir(), 'leasedesk-cli-'))
const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const company = join(root, 'company')
const segment = (dir: string) => join(dir, 'journal', '000000001.ndjson')
// Each call is a process of its own, and a busy machine takes its time for some.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
afterAll(() => rmSync(root, { recursive: true, force: true }))

interface Answer {
  code: number | null
  json: Record<string, unknown> | null
  stderr: string
}

/** The machine's own folders are the test's. */
async function cli(line: string, stdin = ''): Promise<Answer> {
  const env = { ...process.env, XDG_CONFIG_HOME: join(root, 'config'), XDG_CACHE_HOME: join(root, 'cache') }
  const child = spawn(process.execPath, [main, ...line.split(' '), '--json'], { env })
  const code = new Promise<number | null>(resolve => child.once('close', resolve))
  child.stdin.end(stdin)
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, json: stdout === '' ? null : JSON.parse(stdout), stderr }
}

const headOf = async () => (await cli(`verify-journal --data ${company}`)).json?.head

/** A copy of the company in which the middle byte of a line (0 is the segment's header) is another one. */
function damaged(name: string, line: number): string {
  const dir = join(root, name)
  cpSync(company, dir, { recursive: true })
  const lines = readFileSync(segment(dir), 'latin1').split('\n')
  const before = lines.slice(0, line).join('\n').length
  const bytes = readFileSync(segment(dir))
  const at = before + Math.floor((lines[line]?.length ?? 0) / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(segment(dir), bytes)
  return dir
}

beforeAll(async () => {
  const made = await cli(`demo --applications 6 --seed 3 --data ${company}`)
  expect(made).toMatchObject({ code: 0, json: { applications: 6 }, stderr: expect.stringContaining('a demo company') })
})

describe('a sound company', () => {
  it('decides, counts, replays and rebuilds, and only deciding appends an entry', async () => {
    const decided = await cli(`decide --all --data ${company}`)
    expect(Object.keys(decided.json ?? {})).toEqual(['approve', 'refer', 'decline'])
    const head = await headOf()
    const queue = await cli(`queue --data ${company}`)
    expect(queue.json).toEqual({ waiting: decided.json?.refer, awaitingDocuments: 0, escalated: 0, decided: 0 })
    expect((await cli(`replay --all --data ${company}`)).json).toEqual({ replayed: 6, different: 0, erased: 0 })
    expect(Object.keys((await cli(`rebuild --data ${company}`)).json ?? {})).toEqual(['entries', 'seconds'])
    expect((await cli(`queue --data ${company}`)).json).toEqual(queue.json)
    expect(await headOf()).toBe(head)
  })

  it('refuses with a way out, and appends nothing', async () => {
    const head = await headOf()
    const refusals: [string, string, RegExp][] = [
      [`demo --applications 6 --seed 3 --data ${company}`, '', /another --seed/],
      [`erase --party p --data ${company}`, '', /--as PERSON, of the role administrator/],
      [`erase --party p --as p-demo1 --data ${company}`, 'nonsense\n', /passphrase is wrong/],
      [`import ${root} --preset leasedesk --data ${company}`, '', /check its path/],
      [`import ${main} --preset other --data ${company}`, '', /takes one of .*leasedesk/],
    ]
    for (const [line, stdin, way] of refusals) {
      expect(await cli(line, stdin)).toEqual({ code: 1, json: null, stderr: expect.stringMatching(way) })
    }
    expect(await headOf()).toBe(head)
  })
})

describe('a wrong call', () => {
  it.each([
    'demo --applications 6',
    'demo --applications six --seed 1',
    'import file.csv',
    'queue',
    'rebuild',
    'verify-journal',
  ])('makes no folder: %s', async line => {
    const dir = join(root, 'nowhere')
    const { code, json, stderr } = await cli(`${line} --data ${dir}`)
    expect({ failed: code !== 0, json }).toEqual({ failed: true, json: null })
    expect(stderr).not.toBe('')
    expect(existsSync(dir)).toBe(false)
  })
})

describe('an import into an empty folder', () => {
  it('says that a demo company was founded, and where the rejects lie; standard output has one object', async () => {
    const [dir, file] = [join(root, 'fresh'), join(root, 'rows.csv')]
    writeFileSync(file, 'application.sourceKey,application.amountFen\n1,5\n2,many\n3,7\n')
    const first = await cli(`import ${file} --preset leasedesk --data ${dir}`)
    expect(first).toMatchObject({ code: 0, json: { read: 3, imported: 2, rejected: 1, duplicates: 0 } })
    expect(first.stderr.trimEnd().split('\n')).toEqual([
      `there was no company in ${dir}: a demo company was founded there, with demo people`,
      `rows were rejected: ${file}.rejects.csv names each cell and what was expected`,
    ])
    const rejects = () => readFileSync(`${file}.rejects.csv`, 'utf8').split('\r\n')
    expect(rejects()).toEqual([
      '\uFEFFRow,Column,Value,Expected',
      expect.stringMatching(/^3,application.amountFen,many,./),
      '',
    ])
    writeFileSync(file, 'application.sourceKey,application.amountFen\n1,5\n\n4,none\n')
    expect(await cli(`import ${file} --preset leasedesk --data ${dir}`)).toMatchObject({
      json: { read: 2, imported: 0, rejected: 1, duplicates: 1 },
      stderr: `rows were rejected: ${file}.rejects.csv names each cell and what was expected\n`,
    })
    expect(rejects()[1]).toMatch(/^4,/)
  })

  it('that rejects nothing leaves no such file, and one that cannot leave it says so', async () => {
    const [dir, file] = [join(root, 'fresh'), join(root, 'whole.csv')]
    writeFileSync(file, 'application.sourceKey,application.amountFen\n1,5\n')
    expect(await cli(`import ${file} --preset leasedesk --data ${dir}`)).toMatchObject({ code: 0, stderr: '' })
    expect(existsSync(`${file}.rejects.csv`)).toBe(false)
    mkdirSync(join(root, 'locked.csv.rejects.csv', 'x'), { recursive: true })
    const locked = join(root, 'locked.csv')
    writeFileSync(locked, 'application.sourceKey,application.amountFen\n5,x\n')
    const { code, json, stderr } = await cli(`import ${locked} --preset leasedesk --data ${dir}`)
    expect({ code, json }).toEqual({ code: 0, json: { read: 1, imported: 0, rejected: 1, duplicates: 0 } })
    expect(stderr).toMatch(/cannot be written \(E\w+\): import a copy/)
  })
})

/** Where the system takes no folder: /proc answers 'no such file', on which Node's own recursive mkdir tries for ever. */
const noPlace = existsSync('/proc/self') ? '/proc/leasedesk' : join(main, 'leasedesk')

describe('a folder that cannot be made', () => {
  it.each(['queue', 'demo --applications 1 --seed 1', `import ${main} --preset leasedesk`])(
    'is refused with a sentence: %s',
    async line => {
      const { code, json, stderr } = await cli(`${line} --data ${noPlace}`)
      expect({ code, json }).toEqual({ code: 1, json: null })
      expect(stderr).toMatch(line === 'queue' ? /^there is no company/ : /^the folder .* cannot be made .*--data\n$/)
    },
  )

  it('is refused to a backup as well', async () => {
    const out = join(root, 'small.backup')
    await cli(`backup --data ${company} --out ${out}`, 'a long passphrase\n')
    const { code, stderr } = await cli(`restore ${out} --data ${noPlace}`, 'a long passphrase\n')
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/cannot be made .*--data\n$/) })
  })
})

describe('a damaged journal', () => {
  it('is named on standard output, and no database is made from it', async () => {
    const dir = damaged('altered', 2)
    const firstBad = { segment: '000000001.ndjson', entry: 2, differs: expect.any(String) }
    expect(await cli(`verify-journal --data ${dir}`)).toMatchObject({ code: 1, json: { valid: false, firstBad } })
    const rebuilt = await cli(`rebuild --data ${dir}`)
    expect(rebuilt).toEqual({ code: 1, json: null, stderr: expect.stringMatching(/entry 2.*cli restore/) })
  })

  it('answers no figures once that is known', async () => {
    const dir = damaged('emptied', 2)
    rmSync(join(dir, 'db'), { recursive: true })
    for (const line of ['queue', 'replay --all', 'decide --all', 'demo --applications 1 --seed 9'])
      expect(await cli(`${line} --data ${dir}`)).toEqual({
        code: 1,
        json: null,
        stderr: expect.stringMatching(/entry 2/),
      })
  })

  it('is cut where half an entry stands at its end, which is told once', async () => {
    const dir = join(root, 'torn')
    cpSync(company, dir, { recursive: true })
    appendFileSync(segment(dir), '{"actor":')
    const first = await cli(`queue --data ${dir}`)
    expect(first).toMatchObject({ code: 0, stderr: expect.stringMatching(/last 9 bytes .* kept as/) })
    expect(await cli(`queue --data ${dir}`)).toEqual({ ...first, stderr: '' })
  })

  it('is named where all of it has gone', async () => {
    const dir = join(root, 'gone')
    cpSync(company, dir, { recursive: true })
    rmSync(join(dir, 'journal'), { recursive: true })
    expect(await cli(`verify-journal --data ${dir}`)).toMatchObject({
      code: 1,
      json: { valid: false, firstBad: { segment: '000000001.ndjson', entry: 1, differs: 'behind-checkpoint' } },
    })
  })
})
