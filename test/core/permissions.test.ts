/**
 * Who may call what: every procedure of the contract × nobody, each role alone, and the command line's operator. The
 * answer is the work done (or refused for what was asked), or a typed refusal for who asked. A procedure without a row,
 * and a row without a procedure, fail.
 */
import { safe } from '@orpc/client'
import { createRouterClient, isProcedure, ORPCError } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { loadIntake } from '../../src/commands/intake/load.ts'
import { desktopRouter } from '../../src/core/router/index.ts'
import { OPERATOR, Session } from '../../src/core/session.ts'
import { ROLES, type Role } from '../../src/domain/model/company.ts'
import type { DesktopClient } from '../../src/protocol/desktop/index.ts'
import { applicationLine, batch } from '../commands/lines.ts'
import { type Desktop, desktopOfTest, PASSPHRASE } from './desktop.ts'

type Actor = 'nobody' | Role | 'operator'
const ACTORS: readonly Actor[] = ['nobody', ...ROLES, 'operator']

const EVERYBODY = ACTORS
const SIGNED_IN = [...ROLES, 'operator'] as const
const REVIEWERS = ['underwriter', 'supervisor'] as const
const DESK = ['underwriter', 'supervisor', 'risk-manager', 'administrator', 'operator'] as const
const EXPORTERS = ['underwriter', 'supervisor', 'risk-manager', 'operator'] as const

interface Row {
  may: readonly Actor[]
  input?: unknown
}

const query = { filters: [], sort: [] }
const mapping = { preset: null, scenario: 'passenger-new', currency: 'CNY' as const, fields: [] }
const step = { caseId: 'c', basedOn: 1, note: '' }
const decision = { ...step, outcome: 'approve', reasons: ['policy'], openMs: 0, pausedMs: 0 }
const together = { query: null, caseIds: ['c'], expected: 1, outcome: 'decline', reasons: ['policy'], note: '' }

/** In a company that exists; who founds one, and who may see whose job, is tested below. */
const TABLE: Record<string, Row> = {
  'app.state': { may: EVERYBODY },
  'app.watch': { may: EVERYBODY },
  'app.unlock': { may: EVERYBODY, input: { passphrase: 'x' } },
  'app.tryDemo': { may: EVERYBODY, input: { language: 'en', applications: 1, seed: 1 } },
  'app.found': {
    may: EVERYBODY,
    input: { language: 'en', name: 'X', administrator: { name: 'A', passphrase: PASSPHRASE } },
  },
  'app.addPerson': { may: ['administrator'], input: { name: 'V', roles: ['finance'], passphrase: PASSPHRASE } },
  'app.changePerson': { may: ['administrator'], input: { id: 'p', roles: ['finance'], active: true } },
  'app.signIn': { may: EVERYBODY, input: { person: 'p', passphrase: 'wrong' } },
  'app.signOut': { may: EVERYBODY },
  'app.saveDraft': { may: SIGNED_IN, input: { key: 'case/c', text: 'x' } },
  'app.loadDraft': { may: SIGNED_IN, input: { key: 'case/c' } },
  'app.watchJob': { may: EVERYBODY, input: { id: 'job-0' } },
  'app.cancelJob': { may: EVERYBODY, input: { id: 'job-0' } },
  'review.names': { may: DESK },
  'review.page': { may: DESK, input: { ...query, offset: 0, limit: 1 } },
  'review.groups': { may: DESK, input: { ...query, by: 'state' } },
  'review.counts': { may: DESK },
  'review.watch': { may: DESK },
  'review.next': { may: [...REVIEWERS, 'operator'], input: { leaving: null } },
  'review.open': { may: DESK, input: { caseId: 'c' } },
  'review.openApplication': { may: DESK, input: { applicationId: 'a' } },
  'review.release': { may: [...REVIEWERS, 'operator'], input: { caseId: 'c' } },
  'review.decide': { may: REVIEWERS, input: decision },
  'review.takeBack': { may: REVIEWERS, input: { decisionId: 'd' } },
  'review.documentsReceived': { may: REVIEWERS, input: step },
  'review.boost': { may: REVIEWERS, input: { caseId: 'c', basedOn: 1, boost: 1 } },
  'review.decideMany': { may: REVIEWERS, input: together },
  'review.takeBackMany': { may: REVIEWERS, input: { bulkId: 'b' } },
  'review.document': { may: DESK, input: { documentId: 'd' } },
  'review.exportCsv': { may: EXPORTERS, input: { ...query, language: 'en' } },
  'review.replay': { may: DESK, input: { decisionId: 'd' } },
  'review.find': { may: DESK, input: { text: 'x', limit: 1 } },
  'intake.beginUpload': { may: DESK, input: { fileName: 'a.csv', bytes: 1 } },
  'intake.uploadChunk': { may: DESK, input: { uploadId: 'u', offset: 0, content: new Blob(['x']) } },
  'intake.preview': { may: DESK, input: { uploadId: 'u', sheet: null } },
  'intake.savePreset': { may: DESK, input: { name: 'n', mapping } },
  'intake.dryRun': { may: DESK, input: { uploadId: 'u', mapping } },
  'intake.run': { may: DESK, input: { uploadId: 'u', mapping } },
  'intake.rejects': { may: DESK, input: { jobId: 'job-0' } },
  'intake.rejectsFile': { may: DESK, input: { jobId: 'job-0', language: 'en' } },
  'intake.discard': { may: DESK, input: { uploadId: 'u' } },
  'intake.decideAll': { may: DESK },
  'intake.undecided': { may: DESK },
  'settings.get': { may: SIGNED_IN },
  'settings.set': { may: ['administrator'], input: { name: 'takeBackSeconds', value: 10 } },
  'settings.setPassphrase': { may: ['administrator'], input: { passphrase: PASSPHRASE } },
  'settings.verifyJournal': { may: SIGNED_IN },
  'settings.rebuild': { may: ['administrator', 'operator'] },
  'settings.erase': { may: ['administrator'], input: { partyId: 'p', passphrase: 'wrong' } },
}

function proceduresOf(router: object, path: readonly string[] = []): string[] {
  return Object.entries(router).flatMap(([name, each]) =>
    isProcedure(each) ? [[...path, name].join('.')] : proceduresOf(each as object, [...path, name]),
  )
}

/** A company with one person of each role. */
async function company(): Promise<Desktop & { people: ReadonlyMap<string, string>; administrator: DesktopClient }> {
  const desktop = await desktopOfTest()
  const administrator = await desktop.window()
  await administrator.app.found({ language: 'en', name: 'X', administrator: { name: 'A', passphrase: PASSPHRASE } })
  const people = new Map<string, string>()
  for (const role of ROLES) {
    const { id } = await administrator.app.addPerson({ name: role, roles: [role], passphrase: PASSPHRASE })
    people.set(role, id)
  }
  return { ...desktop, people, administrator }
}

type Company = Awaited<ReturnType<typeof company>>

async function windowOf({ core, people }: Company, actor: Actor): Promise<DesktopClient> {
  const session = new Session(`window of ${actor}`, actor === 'operator')
  const client: DesktopClient = createRouterClient(desktopRouter, { context: { core, session } })
  const person = people.get(actor)
  if (person !== undefined) await client.app.signIn({ person, passphrase: PASSPHRASE })
  return client
}

async function ended(client: DesktopClient, job: { id: string }): Promise<void> {
  for await (const _ of await client.app.watchJob({ id: job.id }));
}

/** Calls the procedure and sees it through: the first word of a stream, the end of a job. */
async function call(client: DesktopClient, name: string, input: unknown): Promise<void> {
  const [trade = '', procedure = ''] = name.split('.')
  const trades = client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  const answer = await trades[trade]?.[procedure]?.(input)
  if (typeof answer !== 'object' || answer === null) return
  if (Symbol.asyncIterator in answer) {
    const stream = answer as AsyncGenerator<unknown>
    await stream.next()
    await stream.return(undefined)
  } else if ('state' in answer && 'id' in answer && 'kind' in answer) await ended(client, answer as { id: string })
}

/** True: done, or refused for what was asked. False: refused, with a typed error, for who asked. */
async function allowed(client: DesktopClient, name: string, input: unknown): Promise<boolean> {
  try {
    await call(client, name, input)
    return true
  } catch (error) {
    if (!(error instanceof ORPCError) || !error.defined) throw error
    if (error.code === 'NOT_ALLOWED') return false
    return !(error.code === 'REFUSED' && String(error.data.code).startsWith('actor.'))
  }
}

describe('who may call what', () => {
  it('is said for every procedure', () => {
    expect(Object.keys(TABLE).sort()).toEqual(proceduresOf(desktopRouter).sort())
  })

  it('is so', { timeout: 120_000 }, async () => {
    const at = await company()
    const found: Record<string, Actor[]> = {}
    for (const [name, { input }] of Object.entries(TABLE)) {
      const may: Actor[] = []
      for (const actor of ACTORS) if (await allowed(await windowOf(at, actor), name, input)) may.push(actor)
      found[name] = may
    }
    const wanted = Object.entries(TABLE).map(([name, { may }]) => [name, ACTORS.filter(actor => may.includes(actor))])
    expect(found).toEqual(Object.fromEntries(wanted))
  })
})

describe('a job', () => {
  it('is watched and ended by whoever began it, by a supervisor and an administrator, and by nobody else', async () => {
    const at = await company()
    const job = at.core.jobs.start('decide', at.people.get('underwriter') ?? '', async () => ({}))
    const may: Actor[] = []
    for (const actor of ACTORS) {
      const client = await windowOf(at, actor)
      const watches = await allowed(client, 'app.watchJob', { id: job.id })
      expect(await allowed(client, 'app.cancelJob', { id: job.id })).toBe(watches)
      if (watches) may.push(actor)
    }
    expect(may).toEqual(['underwriter', 'supervisor', 'administrator'])
  })

  it('keeps its rejected cells from colleagues', async () => {
    const at = await company()
    const underwriter = await windowOf(at, 'underwriter')
    const content = new Blob(['编号,金额\n1,viel\n'])
    const { uploadId } = await underwriter.intake.beginUpload({ fileName: 'a.csv', bytes: content.size })
    await underwriter.intake.uploadChunk({ uploadId, offset: 0, content })
    const field = (id: string, column: string) => ({ field: id, column, constant: null, format: '' })
    const fields = [field('application.sourceKey', '编号'), field('application.amountFen', '金额')]
    const job = await underwriter.intake.dryRun({ uploadId, mapping: { ...mapping, fields } })
    await ended(underwriter, job)
    expect(await underwriter.intake.rejects({ jobId: job.id })).toHaveLength(1)
    const colleague = await windowOf(at, 'risk-manager')
    expect(await allowed(colleague, 'intake.rejects', { jobId: job.id })).toBe(false)
    expect(await allowed(colleague, 'intake.rejectsFile', { jobId: job.id, language: 'en' })).toBe(false)
  })
})

describe('a session', () => {
  it('follows what an administrator makes of its person, at once', async () => {
    const at = await company()
    const id = at.people.get('underwriter') ?? ''
    const window = await windowOf(at, 'underwriter')
    expect(await allowed(window, 'review.decide', decision)).toBe(true)
    await at.administrator.app.changePerson({ id, roles: ['collector'], active: true })
    expect(await allowed(window, 'review.counts', undefined)).toBe(false)
    expect((await window.app.state()).me?.roles).toEqual(['collector'])
    await at.administrator.app.changePerson({ id, roles: ['underwriter'], active: true })
    expect(await allowed(window, 'review.counts', undefined)).toBe(true)
    await at.administrator.app.changePerson({ id, roles: ['underwriter'], active: false })
    expect(await window.app.state()).toMatchObject({ phase: 'locked', me: null })
    expect(await allowed(window, 'settings.get', undefined)).toBe(false)
  })

  it('ends its streams with a typed error when its person may no longer see them', async () => {
    const at = await company()
    const window = await windowOf(at, 'underwriter')
    const counts = await window.review.watch()
    expect((await counts.next()).value).toMatchObject({ waiting: 0 })
    const next = counts.next()
    await at.administrator.app.changePerson({
      id: at.people.get('underwriter') ?? '',
      roles: ['finance'],
      active: true,
    })
    const loaded = batch(1)
    const lines = async function* () {
      yield applicationLine('1')
    }
    await at.core.open.desk.givePack(loadIntake, lines(), () => loaded, OPERATOR)
    await expect(next).rejects.toMatchObject({ code: 'NOT_ALLOWED', defined: true })
  })

  it('belongs to the person who signed in last', async () => {
    const at = await company()
    const window = await windowOf(at, 'supervisor')
    await window.app.saveDraft({ key: 'case/c', text: 'mine' })
    await window.app.signIn({ person: at.people.get('finance') ?? '', passphrase: PASSPHRASE })
    expect((await window.app.loadDraft({ key: 'case/c' })).text).toBeNull()
    expect(await allowed(window, 'review.counts', undefined)).toBe(false)
  })
})

describe('signing in', () => {
  it('makes whoever tries many passphrases side by side wait as well', async () => {
    const at = await company()
    const window = await windowOf(at, 'nobody')
    const guess = async () => {
      const { error } = await safe(window.app.signIn({ person: at.people.get('finance') ?? '', passphrase: 'wrong' }))
      return (error as { data?: { code?: string } } | null)?.data?.code
    }
    const answers = await Promise.all(Array.from({ length: 12 }, guess))
    expect(answers.filter(code => code === 'wrong-passphrase')).toHaveLength(5)
    expect(answers.filter(code => code === 'wait')).toHaveLength(7)
  })
})
