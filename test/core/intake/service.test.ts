/** The import service: uploads, preview, dry run, import, rejects; and that every row is counted once. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadIntake } from '../../../src/commands/intake/load.ts'
import { giverOf } from '../../../src/core/desk.ts'
import { NotAllowed } from '../../../src/core/problems.ts'
import { Session } from '../../../src/core/session.ts'
import type { Job } from '../../../src/protocol/desktop/app.ts'
import type { Mapping } from '../../../src/protocol/desktop/intake.ts'
import { applicationLine, batch } from '../../commands/lines.ts'
import { companyOfTest, fileOf } from './company.ts'

type Company = Awaited<ReturnType<typeof companyOfTest>>

const field = (id: string, column: string, format = '') => ({ field: id, column, constant: null, format })
const MAPPING: Mapping = {
  preset: null,
  scenario: 'passenger-new',
  currency: 'CNY',
  fields: [
    field('application.sourceKey', '编号'),
    field('application.amountFen', '金额'),
    field('lessee.name', '姓名'),
    field('dealer.name', '门店'),
  ],
}
const HEADING = '编号,金额,姓名,门店\n'

async function upload({ intake, session }: Company, text: string, fileName = '申请.csv'): Promise<string> {
  const content = new Blob([text])
  const { uploadId } = intake.beginUpload(session, { fileName, bytes: content.size })
  const half = Math.ceil(content.size / 2)
  await intake.uploadChunk(session, { uploadId, offset: 0, content: content.slice(0, half) })
  if (half < content.size) await intake.uploadChunk(session, { uploadId, offset: half, content: content.slice(half) })
  return uploadId
}

async function ended({ core, session }: Company, { id }: Job): Promise<Job> {
  let last = core.jobs.see(id, session)
  for await (const job of core.jobs.watch(id, session, undefined)) last = job
  return last
}

const applications = async ({ desk }: Company): Promise<number> => {
  const [row] = await desk.store.sql.query<{ n: number }>('select count(*)::int as n from application')
  return row?.n ?? 0
}

test('who has not signed in may not', async () => {
  const { intake } = await companyOfTest()
  expect(() => intake.beginUpload(new Session('w'), { fileName: 'a', bytes: 1 })).toThrow(NotAllowed)
})

test('preview: what the file is, its first rows, and a mapping to start from', async () => {
  const company = await companyOfTest()
  const { intake, session } = company
  const uploadId = await upload(
    company,
    `${HEADING}${Array.from({ length: 80 }, (_, n) => `${n},5,张三,一店\n`).join('')}`,
  )
  const preview = await intake.preview(session, { uploadId, sheet: null })
  expect(preview).toMatchObject({
    uploadId,
    fileName: '申请.csv',
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    columns: ['编号', '金额', '姓名', '门店'],
    presets: [
      { id: 'abs-auto-loans', builtIn: true },
      { id: 'leasedesk', builtIn: true },
    ],
  })
  expect(preview.rows).toHaveLength(50)
  expect(preview.fields.length).toBeGreaterThan(100)
  expect(preview.guess.fields).toContainEqual({ field: 'lessee.name', column: '姓名', constant: null, format: '' })
})

describe('import', () => {
  const TABLE = `${HEADING}1,100,张三,一店\n2,viel,李四,一店\n1,100,张三,一店\n,5,王五,二店\n3,200,=1+1,二店\n`

  test('accepted, rejected and duplicates are what was read; the same file again changes nothing', async () => {
    const company = await companyOfTest()
    const { core, desk, intake, session } = company
    const first = await ended(
      company,
      intake.run(session, { uploadId: await upload(company, TABLE), mapping: MAPPING }),
    )
    expect(first).toMatchObject({
      state: 'done',
      done: 5,
      of: 5,
      result: { read: 5, imported: 2, rejected: 2, duplicates: 1, batchId: expect.stringMatching(/^import-/) },
    })
    expect(await desk.store.sql.query('select id, name from dealer order by name')).toMatchObject([
      { name: '一店' },
      { name: '二店' },
    ])
    const head = desk.journal?.head.n
    const again = await ended(
      company,
      intake.run(session, { uploadId: await upload(company, TABLE), mapping: MAPPING }),
    )
    expect(again.result).toEqual({ read: 5, imported: 0, rejected: 2, duplicates: 3, batchId: null })
    expect(desk.journal?.head.n).toBe(head)
    expect(await applications(company)).toBe(2)
    expect(core.jobs.see(first.id, session).problem).toBeNull()
  })

  test('the rejects: on the screen, and as a file that runs nothing', async () => {
    const company = await companyOfTest()
    const { intake, session } = company
    const table = `${HEADING}2,"=cmd|'/c calc'!A1",李四,一店\n`
    const job = await ended(company, intake.run(session, { uploadId: await upload(company, table), mapping: MAPPING }))
    expect(intake.rejects(session, job.id)).toEqual([
      { row: 2, column: '金额', value: "=cmd|'/c calc'!A1", code: 'amount', detail: {} },
    ])
    const { fileName, content } = intake.rejectsFile(session, { jobId: job.id, language: 'zh-CN' })
    expect(fileName).toMatch(/^leasedesk-rejects-\d{4}-\d{2}-\d{2}\.csv$/)
    const bytes = Buffer.from(await content.arrayBuffer())
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(bytes.toString().slice(1)).toBe(
      "行号,列,内容,应为\r\n2,金额,'=cmd|'/c calc'!A1,金额，例如 123456.78 或 12.3万\r\n",
    )
  })

  test('a dry run counts the same and stores nothing', async () => {
    const company = await companyOfTest()
    const { desk, intake, session } = company
    const head = desk.journal?.head.n
    const uploadId = await upload(company, TABLE)
    const job = await ended(company, intake.dryRun(session, { uploadId, mapping: MAPPING }))
    expect(job.result).toEqual({ read: 5, imported: 2, rejected: 2, duplicates: 1 })
    expect(intake.rejects(session, job.id)).toHaveLength(2)
    expect(desk.journal?.head.n).toBe(head)
    expect(await applications(company)).toBe(0)
  })

  test('the file itself is kept sealed, under a key of its own', async () => {
    const company = await companyOfTest()
    const { desk, dir, intake, session } = company
    await ended(company, intake.run(session, { uploadId: await upload(company, TABLE), mapping: MAPPING }))
    const [document] = await desk.store.sql.query<{ hash: string; key_id: string; name: string; id: string }>(
      'select id, hash, key_id, name from document',
    )
    const [entry] = await desk.store.sql.query('select document_id, "read" from import_batch')
    expect(entry).toEqual({ document_id: document?.id, read: 5 })
    expect(document?.name).toBe('申请.csv')
    const segment = readFileSync(join(dir, 'journal', readdirSync(join(dir, 'journal'))[0] ?? ''))
    expect(segment.includes(Buffer.from('申请.csv'))).toBe(false)
    const sealed = readFileSync(join(dir, 'documents', document?.hash ?? ''))
    expect(sealed.includes(Buffer.from('张三'))).toBe(false)
    const opened = desk.documents.get(document?.key_id ?? '', document?.hash ?? '')
    expect(Buffer.from(opened ?? []).toString()).toBe(TABLE)
    expect(readdirSync(join(dir, 'uploads')).filter(name => !name.endsWith('.rejects'))).toEqual([])
  })

  test('one that is cancelled leaves nothing', async () => {
    const company = await companyOfTest()
    const { core, desk, dir, intake, session } = company
    const head = desk.journal?.head.n
    const rows = Array.from({ length: 20_000 }, (_, n) => `${n},5,张三,一店\n`).join('')
    const job = intake.run(session, { uploadId: await upload(company, HEADING + rows), mapping: MAPPING })
    core.jobs.cancel(job.id, session)
    expect((await ended(company, job)).state).toBe('cancelled')
    expect(desk.journal?.head.n).toBe(head)
    expect(await applications(company)).toBe(0)
    const packs = join(dir, 'packs')
    expect(existsSync(packs) ? readdirSync(packs).filter(name => name.endsWith('.new')) : []).toEqual([])
  })

  test('what came in between check and write is a duplicate in the end', async () => {
    const company = await companyOfTest()
    const { desk, intake, session } = company
    const { idsOf } = await import('../../../src/core/intake/ids.ts')
    const line = applicationLine('x', { id: idsOf(desk.keys).application('file', '3'), sourceKey: '3' })
    const put = desk.documents.put.bind(desk.documents)
    let between = 0
    // The file is stored after every row has been checked: the very moment.
    desk.documents.put = (owner, bytes) => {
      if (between++ === 0) void desk.givePack(loadIntake, [line] as never, () => batch(1, 'other'), giverOf(session))
      return put(owner, bytes)
    }
    const job = await ended(company, intake.run(session, { uploadId: await upload(company, TABLE), mapping: MAPPING }))
    expect(job.problem).toBeNull()
    expect(job.result).toMatchObject({ read: 5, imported: 1, rejected: 2, duplicates: 2 })
    expect(intake.rejects(session, job.id)).toHaveLength(2)
    expect(await desk.store.sql.query('select id from document')).toHaveLength(1)
    expect(await applications(company)).toBe(2)
  })

  test('a heading alone, and a mapping that does not fit, are said at once', async () => {
    const company = await companyOfTest()
    const { intake, session } = company
    const empty = await ended(
      company,
      intake.run(session, { uploadId: await upload(company, HEADING), mapping: MAPPING }),
    )
    expect(empty.problem).toEqual({ code: 'file.no-rows', detail: {} })
    const uploadId = await upload(company, TABLE)
    await intake.preview(session, { uploadId, sheet: null })
    const wrong = { ...MAPPING, fields: [...MAPPING.fields, field('lessee.phone', '电话')] }
    expect(() => intake.dryRun(session, { uploadId, mapping: wrong })).toThrow('mapping.unknownColumn')
  })

  test('whatever the rows, they add up', async () => {
    const company = await companyOfTest()
    const { intake, session } = company
    const row = fc.tuple(
      fc.constantFrom('', '1', '2', '3', '4', '5'),
      fc.constantFrom('5', 'x', ''),
      fc.constantFrom('张三', ''),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async rows => {
        const filled = rows.filter(cells => cells.some(cell => cell !== ''))
        const text = `${HEADING}${rows.map(cells => cells.join(',')).join('\n')}\n`
        const job = await ended(
          company,
          intake.run(session, { uploadId: await upload(company, text), mapping: MAPPING }),
        )
        if (filled.length === 0) expect(job.problem?.code).toBe('file.no-rows')
        else {
          const counted = job.result as Record<'read' | 'imported' | 'rejected' | 'duplicates', number>
          expect(counted.read).toBe(filled.length)
          expect(counted.imported + counted.rejected + counted.duplicates).toBe(counted.read)
        }
      }),
      { numRuns: 8 },
    )
    expect(await applications(company)).toBeLessThanOrEqual(5)
  })
})

describe('presets', () => {
  test('a saved one is offered, found by its name, and replaced by one of the same name', async () => {
    const company = await companyOfTest()
    const { intake, session } = company
    const { id } = await intake.savePreset(session, { name: '郑州分公司', mapping: MAPPING })
    expect(await intake.savePreset(session, { name: '郑州分公司', mapping: MAPPING })).toEqual({ id })
    const uploadId = await upload(company, `${HEADING}1,5,张三,一店\n`)
    const { presets } = await intake.preview(session, { uploadId, sheet: null })
    expect(presets.filter(preset => !preset.builtIn)).toEqual([
      { id, name: '郑州分公司', builtIn: false, mapping: { ...MAPPING, preset: id } },
    ])
    const counted = await intake.importFile(session, fileOf(`${HEADING}1,5,张三,一店\n`), '郑州分公司')
    expect(counted).toEqual({ read: 1, imported: 1, rejected: 0, duplicates: 0 })
    await expect(intake.importFile(session, fileOf('a'), 'unheard of')).rejects.toMatchObject({
      code: 'preset-unknown',
      detail: { known: ['abs-auto-loans', 'leasedesk', '郑州分公司'] },
    })
    await expect(intake.savePreset(session, { name: 'leasedesk', mapping: MAPPING })).rejects.toThrow('preset-built-in')
  })
})

const loans = join(process.env.LEASEDESK_DATA ?? '../shared/data', 'auto_loans')
if (!existsSync(loans)) console.warn(`${loans} is not there: the import of the real loans is skipped`)

test.skipIf(!existsSync(loans))('the real loans come in, and the same file twice doubles nothing', async () => {
  const { desk, intake, session } = await companyOfTest()
  let imported = 0
  for (const name of readdirSync(loans).filter(each => each.endsWith('.csv'))) {
    const path = join(loans, name)
    const counted = await intake.importFile(session, path, 'abs-auto-loans')
    imported += counted.imported
    expect(counted.imported + counted.rejected + counted.duplicates).toBe(counted.read)
    expect(await intake.importFile(session, path, 'abs-auto-loans')).toMatchObject({ imported: 0, rejected: 0 })
  }
  expect(imported).toBeGreaterThanOrEqual(3_500)
  const [outcomes] = await desk.store.sql.query("select count(*)::int as n from outcome where status = 'default'")
  expect(outcomes).toEqual({ n: 393 })
})
