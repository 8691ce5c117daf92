/** What the core lets out: what is sensitive to the holder of a case alone, no number of a person whole, nothing into a log. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { safe } from '@orpc/client'
import { createRouterClient } from '@orpc/server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { addDocument } from '../../src/commands/intake/document.ts'
import { loadIntake } from '../../src/commands/intake/load.ts'
import { Core } from '../../src/core/core.ts'
import { desktopRouter } from '../../src/core/router/index.ts'
import { OPERATOR, Session } from '../../src/core/session.ts'
import { withIdCardCheckCharacter } from '../../src/domain/identity/idCard.ts'
import type { DesktopClient } from '../../src/protocol/desktop/index.ts'
import type { CaseDetail } from '../../src/protocol/desktop/review.ts'
import { applicationLine, batch, partyLine } from '../commands/lines.ts'
import { desktopOfTest, HE, LIN, optionsAt, RISK_MANAGER, withApplications, ZHOU } from './desktop.ts'

const ID = withIdCardCheckCharacter('41010519900307231X')
const PHONE = '13800138227'
const CARD = '6217000000000000129'
const HOME = '幽谷路7号'
/** As an account is typed: no check digit, so that only its field tells that it is one. */
const ACCOUNT = '6217000000000000120'
const PLANTED = [ID, PHONE, CARD, HOME, ACCOUNT]
const MASKED_ID = `${ID.slice(0, 4)}**********${ID.slice(-4)}`

/** Each value of the evidence as it is shown, and why it is not. */
const shownOf = (detail: CaseDetail | null) =>
  Object.fromEntries(
    (detail?.evidence ?? []).flatMap(({ values }) => values.map(({ id, value, withheld }) => [id, [value, withheld]])),
  )

const line = applicationLine('1', {
  parties: [{ ...partyLine('party-1'), name: '秘名', idNumber: ID, phone: PHONE, bankCard: CARD, address: HOME }],
  declared: { 'declared.idNumber': ID, 'declared.bankCard': CARD, 'declared.employerName': ID },
  vehicles: [],
  evidence: [
    {
      source: 'bureau',
      subject: 'lessee',
      asOf: '2026-11-20T01:00:00.000Z',
      status: 'answered',
      values: { 'bureau.score': 612, 'bureau.employerName': `${ID.slice(0, 6)} ${ID.slice(6)}`, 'nobody.knows': CARD },
    },
    {
      source: 'declared',
      subject: 'lessee',
      asOf: '2026-11-20T01:00:00.000Z',
      status: 'answered',
      values: {
        'declared.contactPhone': PHONE,
        'declared.idNumber': ID,
        'declared.homeAddress': CARD,
        'declared.bankCard': ACCOUNT,
      },
    },
  ],
})

describe('a case', () => {
  it('shows its holder what is sensitive, and masks numbers wherever they stand', async () => {
    const desktop = await desktopOfTest()
    await withApplications(desktop, [line])
    const lin = await desktop.window(LIN)
    const { current } = await lin.review.next({ leaving: null })
    const values = shownOf(current)
    expect(values['bureau.score']).toEqual([612, null])
    expect(values['nobody.knows']).toEqual([null, 'unknown'])
    expect(values['declared.idNumber']).toEqual([MASKED_ID, null])
    expect(values['declared.bankCard']).toEqual(['6217***********0120', null])
    expect(values['bureau.employerName']).toEqual([MASKED_ID, null])
    expect(values['declared.contactPhone']).toEqual(['138****8227', null])
    expect(values['declared.homeAddress']).toEqual(['6217***********0129', null])
    expect(current?.parties[0]).toMatchObject({ name: '秘名', phone: '138****8227' })
  })

  it('withholds what is sensitive from everybody else: a colleague, an overseer, and its holder of before', async () => {
    const desktop = await desktopOfTest()
    await withApplications(desktop, [line])
    const [lin, he, risk] = [await desktop.window(LIN), await desktop.window(HE), await desktop.window(RISK_MANAGER)]
    const { current } = await lin.review.next({ leaving: null })
    const caseId = current?.case.id ?? ''
    const seenBy = async ({ review }: DesktopClient) => shownOf(await review.open({ caseId }))['bureau.score']
    const withheld = [null, 'sensitive']
    expect(await seenBy(he)).toEqual(withheld)
    expect(await seenBy(risk)).toEqual(withheld)
    expect(shownOf(await lin.review.openApplication({ applicationId: 'a-1' }))['bureau.score']).toEqual([612, null])

    await lin.review.release({ caseId })
    expect(shownOf(await lin.review.openApplication({ applicationId: 'a-1' }))['bureau.score']).toEqual(withheld)
    expect(await seenBy(risk)).toEqual(withheld)
    expect(await seenBy(he)).toEqual([612, null])
    desktop.clock.forward(16 * 60_000)
    expect(shownOf(await he.review.openApplication({ applicationId: 'a-1' }))['bureau.score']).toEqual(withheld)

    expect(await seenBy(lin)).toEqual([612, null])
    const escalation = { caseId, outcome: 'escalate' as const, reasons: ['x'], note: '', openMs: 1, pausedMs: 0 }
    await lin.review.decide({ ...escalation, basedOn: current?.case.version ?? 0 })
    expect(await seenBy(lin)).toEqual(withheld)
    expect(await seenBy(await desktop.window(ZHOU))).toEqual([612, null])
  })

  it('and everything else that a screen is told holds no number of a person whole', async () => {
    const desktop = await desktopOfTest()
    await withApplications(desktop, [line])
    const { review } = await desktop.window(LIN)
    const { current } = await review.next({ leaving: null })
    const query = { filters: [], sort: [] }
    const csv = await review.exportCsv({ ...query, language: 'zh-CN' })
    const told = JSON.stringify([
      current,
      await review.openApplication({ applicationId: 'a-1' }),
      await review.page({ ...query, offset: 0, limit: 10 }),
      await review.find({ text: ID, limit: 10 }),
      await review.find({ text: '秘名', limit: 10 }),
      await csv.content.text(),
    ])
    expect(told).toContain('秘名')
    expect(PLANTED.filter(text => told.includes(text))).toEqual([])
  })
})

describe('a file', () => {
  it('that came in is no paper of a case: nobody is handed everybody’s rows', async () => {
    const desktop = await desktopOfTest()
    await withApplications(desktop, [line])
    const { desk } = desktop.core.open
    const hash = desk.documents.put('file-1', Buffer.from(ID))
    const file = { id: 'file-1', keyId: 'file-1', kind: 'import', name: 'a.csv', bytes: ID.length, hash }
    await desk.give(addDocument, { ...file, mediaType: 'text/csv', applicationId: null }, OPERATOR)
    const { review } = await desktop.window(LIN)
    const { error } = await safe(review.document({ documentId: 'file-1' }))
    expect(error).toMatchObject({ code: 'PROBLEM', data: { code: 'document-unknown' } })
  })

  it('that goes out runs nothing in a spreadsheet, and names nothing by a prototype’s keys', async () => {
    const desktop = await desktopOfTest()
    const name = '＝HYPERLINK("x")'
    const hostile = { parties: [{ ...partyLine('party-2'), name }], scenario: 'constructor' }
    await withApplications(desktop, [applicationLine('2', hostile)])
    const { review } = await desktop.window(LIN)
    const { content } = await review.exportCsv({ filters: [], sort: [], language: 'en' })
    expect((await content.text()).split('\r\n')[1]).toContain(`,"'＝HYPERLINK(""x"")",constructor,`)
  })
})

describe('the log', () => {
  it('names what failed and where, and nobody’s data', async () => {
    const root = mkdtempSync(join(tmpdir(), 'leasedesk-log-'))
    const lines: string[] = []
    const write = (event: string, detail?: object) => void lines.push(JSON.stringify({ event, ...detail }))
    const core = await Core.start({ ...optionsAt(root, join(root, 'company')), log: { info: write, error: write } })
    onTestFinished(async () => {
      await core.close()
      rmSync(root, { recursive: true, force: true })
    })
    await core.foundDemo('zh-CN')
    const session = new Session('w', true)
    const client: DesktopClient = createRouterClient(desktopRouter, { context: { core, session } })
    const load = async function* () {
      yield line
    }
    await core.open.desk.givePack(loadIntake, load(), () => batch(1), OPERATOR)
    const failing = core.jobs.start('decide', null, async () => {
      throw new TypeError(`秘名 ${ID}`)
    })
    for await (const _ of core.jobs.watch(failing.id, session, undefined));
    const filters = [{ column: 'amountFen' as const, operator: 'contains' as const, values: ['秘名'] }]
    await safe(client.review.page({ filters, sort: [], offset: 0, limit: 1 }))
    const broken = core.open.search
    broken.find = () => Promise.reject(new RangeError(`秘名 ${PHONE}\n    at 秘名`))
    await safe(client.review.find({ text: '秘名', limit: 1 }))
    const log = lines.join('\n')
    expect(log).toContain('"reason":"TypeError"')
    expect(log).toMatch(/"event":"call failed","reason":"RangeError","code":null,"at":"private\.test\.ts:\d+:\d+"/)
    expect(['秘名', ...PLANTED].filter(text => log.includes(text))).toEqual([])
  })
})
