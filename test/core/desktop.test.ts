import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDefinedError, safe } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import type { CaseDetail } from '../../src/protocol/desktop/review.ts'
import { ADMINISTRATOR, desktopOfTest, HE, LIN, PASSPHRASE, withCases, ZHOU } from './desktop.ts'

const decision = (
  view: CaseDetail | null,
  outcome: 'approve' | 'decline' | 'ask-documents' | 'escalate' = 'approve',
) => ({
  caseId: view?.case.id ?? '',
  basedOn: view?.case.version ?? 0,
  outcome,
  reasons: ['income-proven'],
  note: '电核一致',
  openMs: 10,
  pausedMs: 0,
})

/** The typed error of a call that has to fail. */
async function failureOf(call: Promise<unknown>): Promise<{ code: string; data: unknown }> {
  const { error } = await safe(call)
  if (error === null || !isDefinedError(error)) throw new Error(`expected a typed error, got ${String(error)}`)
  const { code, data } = error as { code: string; data: unknown }
  return { code, data }
}

describe('a new folder', () => {
  it('founds a company with its first administrator, who is signed in, and opens again locked', async () => {
    const desktop = await desktopOfTest()
    const window = await desktop.window()
    expect((await window.app.state()).phase).toBe('new')
    const administrator = { name: '管理员', passphrase: PASSPHRASE }
    const open = await window.app.found({ language: 'zh-CN', name: '测试租赁', administrator })
    expect(open).toMatchObject({ phase: 'open', company: { name: '测试租赁', demo: false }, me: { name: '管理员' } })
    expect(open.people.map(person => person.demoPassphrase)).toEqual([null])
    await desktop.restart()
    const again = await desktop.window()
    expect((await again.app.state()).phase).toBe('locked')
    expect(await failureOf(again.review.counts())).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  it('takes people that the administrator enters, and nobody with a wrong passphrase', async () => {
    const desktop = await desktopOfTest()
    const window = await desktop.window()
    await window.app.found({ language: 'en', name: 'X', administrator: { name: 'A', passphrase: PASSPHRASE } })
    const person = await window.app.addPerson({ name: 'U', roles: ['underwriter'], passphrase: 'another passphrase' })
    const other = await desktop.window()
    expect(await failureOf(other.app.signIn({ person: person.id, passphrase: PASSPHRASE }))).toMatchObject({
      code: 'PROBLEM',
      data: { code: 'wrong-passphrase' },
    })
    expect((await other.app.signIn({ person: person.id, passphrase: 'another passphrase' })).me?.name).toBe('U')
    const enter = other.app.addPerson({ name: 'V', roles: ['finance'], passphrase: 'a third passphrase' })
    expect(await failureOf(enter)).toMatchObject({ code: 'REFUSED', data: { code: 'actor.role' } })
  })

  it('makes whoever guesses wait', async () => {
    const desktop = await desktopOfTest()
    await desktop.core.foundDemo('en')
    const window = await desktop.window()
    const guess = () => failureOf(window.app.signIn({ person: LIN, passphrase: 'wrong' }))
    for (let tries = 0; tries < 5; tries++) expect(await guess()).toMatchObject({ data: { code: 'wrong-passphrase' } })
    expect(await guess()).toMatchObject({ data: { code: 'wait' } })
    desktop.clock.forward(3_000)
    expect((await window.app.signIn({ person: LIN, passphrase: 'review-2026' })).me?.id).toBe(LIN)
  })
})

describe('the queue', () => {
  it('gives each person the next case and the one after it, and nobody the same', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 5)
    const [lin, he] = [await desktop.window(LIN), await desktop.window(HE)]
    const first = await lin.review.next({ leaving: null })
    const second = await he.review.next({ leaving: null })
    const ids = [first.current, first.following, second.current, second.following].map(view => view?.case.id)
    expect(new Set(ids).size).toBe(4)
    expect(
      (await lin.review.page({ filters: [], sort: [], offset: 0, limit: 10 })).rows.map(row => row.heldBy),
    ).toContain(HE)
    const theirs = await lin.review.open({ caseId: second.current?.case.id ?? '' })
    expect(theirs.claim).toMatchObject({ mine: false, person: HE })
    expect(await failureOf(lin.review.decide(decision(theirs)))).toMatchObject({
      code: 'REFUSED',
      data: { code: 'case.held', detail: { number: theirs.case.number, person: HE } },
    })
  })

  it('keeps the case on the screen claimed, whatever stands before it again', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 5)
    const [lin, he] = [await desktop.window(LIN), await desktop.window(HE)]
    const first = await lin.review.next({ leaving: null })
    const second = await he.review.next({ leaving: null })
    const showing = second.following?.case.id ?? ''
    for (const view of [first.current, first.following]) await lin.review.release({ caseId: view?.case.id ?? '' })
    const third = await he.review.next({ leaving: second.current?.case.id ?? null, showing })
    expect(third.current?.case.id).toBe(first.current?.case.id)
    const fourth = await lin.review.next({ leaving: null })
    const mine = [fourth.current, fourth.following].map(view => view?.case.id)
    expect(mine).not.toContain(showing)
    expect(mine).not.toContain(third.current?.case.id)
  })

  it('frees what somebody holds when the window closes, and when the lease runs out', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 1)
    const lin = await desktop.window(LIN)
    const he = await desktop.window(HE)
    const { current } = await lin.review.next({ leaving: null })
    expect((await he.review.next({ leaving: null })).current).toBeNull()
    desktop.clock.forward(16 * 60_000)
    expect((await he.review.next({ leaving: null })).current?.case.id).toBe(current?.case.id)
    await he.app.signOut()
    expect((await lin.review.next({ leaving: null })).current?.case.id).toBe(current?.case.id)
  })

  it('counts, groups, filters and exports what stands in it', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 3)
    const lin = await desktop.window(LIN)
    expect(await lin.review.counts()).toEqual({ waiting: 3, awaitingDocuments: 0, escalated: 0, decided: 0 })
    const groups = await lin.review.groups({ filters: [], sort: [], by: 'state' })
    expect(groups).toMatchObject([{ value: 'waiting', cases: 3 }])
    const filters = [{ column: 'lesseeName' as const, operator: 'contains' as const, values: ['party-2'] }]
    expect((await lin.review.page({ filters, sort: [], offset: 0, limit: 10 })).total).toBe(1)
    const { content, rows } = await lin.review.exportCsv({ filters: [], sort: [], language: 'zh-CN' })
    expect(rows).toBe(3)
    expect((await content.text()).split('\r\n')[0]).toContain('进件号')
  })

  it('finds people and numbers by any part', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 12)
    const lin = await desktop.window(LIN)
    const found = await lin.review.find({ text: 'party-11', limit: 10 })
    expect(found).toMatchObject([{ kind: 'party', text: '名party-11', applicationId: 'a-11' }])
    expect((await lin.review.find({ text: '00003', limit: 10 })).map(hit => hit.kind)).toEqual(['application'])
    expect(await lin.review.find({ text: '   ', limit: 10 })).toEqual([])
  })

  it('finds them again after reading them has failed once', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 1)
    const lin = await desktop.window(LIN)
    const { sql } = desktop.core.open.desk.store
    const { query } = sql
    sql.query = () => Promise.reject(new RangeError('planted'))
    await expect(lin.review.find({ text: 'party-1', limit: 10 })).rejects.toThrow()
    sql.query = query
    expect(await lin.review.find({ text: 'party-1', limit: 10 })).toHaveLength(1)
  })
})

describe('a decision', () => {
  it('is saved, can be taken back within the window, and not after it', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 2)
    const lin = await desktop.window(LIN)
    const { current } = await lin.review.next({ leaving: null })
    const saved = await lin.review.decide(decision(current))
    expect((await lin.review.counts()).decided).toBe(1)
    await lin.review.takeBack({ decisionId: saved.decisionId })
    expect((await lin.review.counts()).decided).toBe(0)
    const again = await lin.review.open({ caseId: current?.case.id ?? '' })
    const second = await lin.review.decide(decision(again))
    desktop.clock.forward(11_000)
    const late = lin.review.takeBack({ decisionId: second.decisionId })
    expect(await failureOf(late)).toMatchObject({ data: { code: 'decision.window-over' } })
  })

  it('on many cases is one entry, skips what others hold, and is taken back as one', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 6)
    const [lin, he] = [await desktop.window(LIN), await desktop.window(HE)]
    const { current, following } = await he.review.next({ leaving: null })
    const before = (await lin.app.state()).journal.entries
    const query = {
      filters: [{ column: 'state' as const, operator: 'equals' as const, values: ['waiting'] }],
      sort: [],
    }
    const given = { query, caseIds: null, outcome: 'decline' as const, reasons: ['policy'], note: '' }
    expect(await failureOf(lin.review.decideMany({ ...given, expected: 5 }))).toMatchObject({
      data: { code: 'count-changed' },
    })
    const many = await lin.review.decideMany({ ...given, expected: 6 })
    expect(many).toMatchObject({ decided: 4, skipped: 2 })
    expect((await lin.app.state()).journal.entries).toBe(before + 1)
    expect([current?.case.state, following?.case.state]).toEqual(['waiting', 'waiting'])
    expect(await lin.review.takeBackMany({ bulkId: many.bulkId })).toMatchObject({ cases: 4 })
    expect((await lin.review.counts()).waiting).toBe(6)
  })

  it('replays from its stored book and facts', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 1)
    const lin = await desktop.window(LIN)
    const { current } = await lin.review.next({ leaving: null })
    const automatic = current?.decisions.find(each => each.automatic)
    expect(await lin.review.replay({ decisionId: automatic?.id ?? '' })).toEqual({ result: 'same', differs: [] })
    const store = desktop.core.open.desk.store
    const [rows] = await store.read([{ table: 'facts', keys: [['a-1-1']] }])
    const changed = { ...rows?.[0], body: { ...(rows?.[0]?.body as object), scenario: 'fleet' } }
    await store.transaction(tx => tx.apply(new Map([['facts', { upserts: [changed as never], deletes: [] }]])))
    expect((await lin.review.replay({ decisionId: automatic?.id ?? '' })).result).toBe('different')
  })

  it('takes facts and books that are lost for different, not for erased', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 1)
    const lin = await desktop.window(LIN)
    const { current } = await lin.review.next({ leaving: null })
    const decisionId = current?.decisions.find(each => each.automatic)?.id ?? ''
    const { store } = desktop.core.open.desk
    const [books] = await store.read([{ table: 'rulebook', index: 'byLive', prefix: [true], limit: 1 }])
    await store.transaction(tx => tx.apply(new Map([['facts', { upserts: [], deletes: [['a-1-1']] }]])))
    expect(await lin.review.replay({ decisionId })).toEqual({ result: 'different', differs: ['facts'] })
    const broken = { ...books?.[0], document: { name: 'x' } }
    await store.transaction(tx => tx.apply(new Map([['rulebook', { upserts: [broken as never], deletes: [] }]])))
    expect((await lin.review.replay({ decisionId })).result).toBe('different')
  })

  it('shows why the case is here, in both languages, with what was unknown', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 1)
    const { current } = await (await desktop.window(LIN)).review.next({ leaving: null })
    expect(current?.why.length).toBeGreaterThan(0)
    for (const { sentence } of current?.why ?? []) {
      expect(sentence.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(sentence.en).not.toMatch(/[{}]/)
    }
    expect(current?.unknown.length).toBeGreaterThan(0)
    expect(current?.parties[0]?.idNumber).not.toBe('id-party-1')
  })

  it('of a supervisor reaches escalated cases', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 1)
    const lin = await desktop.window(LIN)
    await lin.review.decide(decision((await lin.review.next({ leaving: null })).current, 'escalate'))
    expect((await lin.review.next({ leaving: null })).current).toBeNull()
    const escalated = (await lin.review.page({ filters: [], sort: [], offset: 0, limit: 1 })).rows[0]?.id ?? ''
    expect((await lin.review.open({ caseId: escalated })).claim).toBeNull()
    const filters = [{ column: 'state' as const, operator: 'equals' as const, values: ['escalated'] }]
    const { rows } = await lin.review.page({ filters, sort: [], offset: 0, limit: 1 })
    expect(rows[0]?.decision).toMatchObject({ outcome: 'escalate', by: LIN, reasons: ['income-proven'] })
    const { current } = await (await desktop.window(ZHOU)).review.next({ leaving: null })
    expect(current?.case.state).toBe('escalated')
  })
})

describe('a restart', () => {
  it('keeps decisions and drafts, and ends the window for taking back', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 2)
    let lin = await desktop.window(LIN)
    const { current, following } = await lin.review.next({ leaving: null })
    const saved = await lin.review.decide(decision(current))
    await lin.app.saveDraft({ key: `case/${following?.case.id}`, text: '半句' })
    await desktop.restart()
    lin = await desktop.window(LIN)
    expect(await lin.review.counts()).toMatchObject({ waiting: 1, decided: 1 })
    expect((await lin.review.open({ caseId: following?.case.id ?? '' })).draft).toBe('半句')
    const late = lin.review.takeBack({ decisionId: saved.decisionId })
    expect(await failureOf(late)).toMatchObject({ data: { code: 'decision.window-over' } })
  })

  it('of the view alone gives the same books', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 3)
    const lin = await desktop.window(LIN)
    await lin.review.decide(decision((await lin.review.next({ leaving: null })).current, 'ask-documents'))
    const dump = async () => {
      const { sql } = desktop.core.open.desk.store
      const tables = [
        'application',
        'party',
        'review_case',
        'decision',
        'history',
        'facts',
        'counter',
        'exposure_day',
        'applied_head',
      ]
      return Promise.all(
        tables.map(table => sql.query(`select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`)),
      )
    }
    const before = await dump()
    await desktop.core.rebuild()
    expect(await dump()).toEqual(before)
  })
})

describe('what a window asks for', () => {
  it('is a problem with its place where the contract does not allow it, and where a filter makes no sense', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 1)
    const lin = await desktop.window(LIN)
    const { current } = await lin.review.next({ leaving: null })
    expect(await failureOf(lin.review.decide({ ...decision(current), reasons: ['<b>'] }))).toEqual({
      code: 'PROBLEM',
      data: { code: 'input', detail: { at: 'reasons.0' } },
    })
    const filters = [{ column: 'amountFen' as const, operator: 'contains' as const, values: ['1'] }]
    expect(await failureOf(lin.review.page({ filters, sort: [], offset: 0, limit: 1 }))).toEqual({
      code: 'PROBLEM',
      data: { code: 'filter', detail: { column: 'amountFen', operator: 'contains' } },
    })
  })

  it('is kept as it is safe to show', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 1)
    const lin = await desktop.window(LIN)
    const { current } = await lin.review.next({ leaving: null })
    await lin.review.decide({ ...decision(current), note: ' 电核\u202E一致\u0000\r\n好 ' })
    const { decisions } = await lin.review.open({ caseId: current?.case.id ?? '' })
    expect(decisions.at(-1)?.note).toBe('电核一致\n好')
  })
})

describe('a journal that has lost what the database had applied', () => {
  it('is never made good by a rebuild, which would throw the only witness away', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 1)
    await desktop.core.close()
    const segment = join(desktop.dir, 'journal', '000000001.ndjson')
    const lines = readFileSync(segment, 'utf8').trimEnd().split('\n')
    writeFileSync(segment, `${lines.slice(0, -1).join('\n')}\n`)
    rmSync(join(desktop.dir, 'checkpoint.json'))
    for (const _ of ['now', 'and after a restart']) {
      await desktop.restart()
      const { damage } = desktop.core.open.upkeep.view()
      expect(damage).toMatchObject({ differs: 'behind-database', detail: { known: lines.length - 1 } })
      await expect(desktop.core.rebuild()).rejects.toMatchObject({ code: 'damaged-at' })
    }
  })
})

describe('settings', () => {
  it('are the administrator’s, and hold at once', async () => {
    const desktop = await desktopOfTest()
    await withCases(desktop, 1)
    const lin = await desktop.window(LIN)
    const change = (window: typeof lin) => window.settings.set({ name: 'takeBackSeconds', value: 60 })
    expect(await failureOf(change(lin))).toMatchObject({ code: 'REFUSED' })
    await change(await desktop.window(ADMINISTRATOR))
    expect((await lin.app.state()).takeBackSeconds).toBe(60)
    const saved = await lin.review.decide(decision((await lin.review.next({ leaving: null })).current))
    desktop.clock.forward(30_000)
    await lin.review.takeBack({ decisionId: saved.decisionId })
    expect((await lin.settings.get()).keySlots).toContainEqual(expect.objectContaining({ kind: 'file', inUse: true }))
  })
})
