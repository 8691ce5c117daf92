/** The contract, kept by made-up books: what a window can ask, the stand-in answers, believably and in memory. */
import { implement, ORPCError } from '@orpc/server'
import type { AppState, Job, PersonView } from '../../../src/protocol/desktop/app.ts'
import { desktopContract } from '../../../src/protocol/desktop/index.ts'
import { type Books, type Decision, Books as MadeBooks } from './books.ts'
import { makePreview, REJECTS, RESULT } from './intake.ts'
import { drawBankFlow } from './pictures.ts'
import { REASONS, SCENARIOS } from './rows.ts'

export type Scene = 'new' | 'full' | 'empty' | 'failing' | 'read-only' | 'long' | 'locked'

const PEOPLE: PersonView[] = [
  { id: 'lin', name: '林珊', roles: ['underwriter'], active: true, demoPassphrase: 'demo-lin-2026' },
  { id: 'he', name: '何静', roles: ['supervisor', 'finance'], active: true, demoPassphrase: 'demo-he-2026' },
  { id: 'chen', name: '陈宇', roles: ['risk-manager'], active: true, demoPassphrase: 'demo-chen-2026' },
  { id: 'gao', name: '高远', roles: ['administrator'], active: true, demoPassphrase: 'demo-gao-2026' },
]
const SOURCES = {
  bureau: { zh: '征信', en: 'Credit bureau' },
  multiLending: { zh: '多头借贷', en: 'Multi-lending' },
  bankFlow: { zh: '银行流水', en: 'Bank flow' },
  valuation: { zh: '估值', en: 'Valuation' },
  court: { zh: '法院', en: 'Court' },
  shared: { zh: '身份共用', en: 'Shared identities' },
  portfolio: { zh: '组合与额度', en: 'Portfolio and headroom' },
  registration: { zh: '车辆登记', en: 'Vehicle registration' },
}
const ROWS: Record<Scene, number> = {
  new: 0,
  empty: 0,
  full: 100_000,
  failing: 300,
  'read-only': 300,
  long: 300,
  locked: 300,
}

/** What outlives a crash of the stand-in core: the books and drafts; sessions do not. */
export class StandIn {
  readonly books: Books
  readonly scene: Scene
  company: AppState['company']
  people: PersonView[]
  me: PersonView | null = null
  saving = false
  takeBackSeconds = 10
  /** What becomes of the next decision, which nobody is told of. */
  mute: 'saves' | 'loses' | null = null
  readonly jobs = new Map<string, Job>()
  #waiting: (() => void)[] = []
  #jobs = 0

  constructor(scene: Scene, cases = ROWS[scene]) {
    this.scene = scene
    this.books = new MadeBooks(cases, Date.now, scene === 'long')
    const founded = scene !== 'new'
    this.company = founded ? { id: 'c1', name: '中原车辆融资租赁有限公司', language: 'zh-CN', demo: true } : null
    this.people = founded ? structuredClone(PEOPLE) : []
    if (scene === 'long') for (const person of this.people) person.name = '阿卜杜外力·买买提艾力·图尔荪江'
  }

  state(): AppState {
    const damaged = this.scene === 'read-only'
    return {
      phase: this.company === null ? 'new' : this.me === null ? 'locked' : 'open',
      version: '0.1.0',
      company: this.company,
      people: this.people,
      me: this.me,
      journal: {
        state: damaged ? 'read-only' : this.saving ? 'saving' : 'saved',
        entries: this.books.entries,
        head: 'a3f09c51d2e87b64a3f09c51d2e87b64a3f09c51d2e87b64a3f09c51d2e87b64',
        segments: 3,
        cut: damaged ? null : { bytes: 412, keptAs: '000003.torn' },
        damage: damaged ? { segment: '000002', entry: 3_117, differs: 'hash', detail: {} } : null,
        verified: null,
      },
      progress: null,
      takeBackSeconds: this.takeBackSeconds,
    }
  }

  changed(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const each of waiting) each()
  }

  async nextChange(signal: AbortSignal | undefined): Promise<boolean> {
    await new Promise<void>(resolve => {
      this.#waiting.push(resolve)
      signal?.addEventListener('abort', () => resolve())
    })
    return !signal?.aborted
  }

  saved(): number {
    this.books.entries++
    this.changed()
    return this.books.entries
  }

  start(kind: Job['kind'], of: number, result: Job['result'], ended: () => void = () => {}): Job {
    const job: Job = { id: `job-${++this.#jobs}`, kind, state: 'running', done: 0, of, result: null, problem: null }
    this.jobs.set(job.id, job)
    const timer = setInterval(() => {
      if (job.state === 'running') job.done = Math.min(of, job.done + Math.ceil(of / 12))
      if (job.state === 'running' && job.done === of) {
        Object.assign(job, { state: 'done', result })
        ended()
      }
      if (job.state !== 'running') clearInterval(timer)
      this.changed()
    }, 120)
    return { ...job }
  }
}

export function standInRouter(standIn: StandIn) {
  const os = implement(desktopContract)
  const { books } = standIn
  const me = () => standIn.me?.id ?? ''
  const until = () => new Date(Date.now() + standIn.takeBackSeconds * 1_000).toISOString()
  const failing = () => {
    if (standIn.scene === 'failing') throw new ORPCError('PROBLEM', { data: { code: 'disk-full', detail: {} } })
  }
  const writable = () => {
    if (standIn.scene === 'read-only') throw new ORPCError('READ_ONLY', { data: { code: 'hash', detail: {} } })
  }
  const decision = (outcome: string, reasons: string[], note: string): Decision => ({
    id: `decision-${books.entries + 1}`,
    by: me(),
    automatic: false,
    at: new Date().toISOString(),
    outcome,
    reasons,
    note,
    takenBackAt: null,
    rulebookVersion: null,
    takeBackUntil: until(),
  })
  const enter = (people: PersonView[], demo: boolean, name: string) => {
    standIn.company = { id: 'c1', name, language: 'zh-CN', demo }
    standIn.people = people
  }

  return os.router({
    app: {
      state: os.app.state.handler(() => standIn.state()),
      watch: os.app.watch.handler(async function* ({ signal }) {
        do yield standIn.state()
        while (await standIn.nextChange(signal))
      }),
      unlock: os.app.unlock.handler(() => standIn.state()),
      tryDemo: os.app.tryDemo.handler(({ input }) =>
        standIn.start('demo', input.applications, {}, () =>
          enter(structuredClone(PEOPLE), true, '中原车辆融资租赁有限公司'),
        ),
      ),
      found: os.app.found.handler(({ input }) => {
        const person: PersonView = {
          id: 'first',
          name: input.administrator.name,
          roles: ['administrator'],
          active: true,
          demoPassphrase: null,
        }
        enter([person], false, input.name)
        standIn.me = person
        standIn.saved()
        return standIn.state()
      }),
      addPerson: os.app.addPerson.handler(({ input }) => {
        writable()
        const person: PersonView = {
          id: `p${standIn.people.length}`,
          name: input.name,
          roles: input.roles,
          active: true,
          demoPassphrase: null,
        }
        standIn.people = [...standIn.people, person]
        standIn.saved()
        return person
      }),
      changePerson: os.app.changePerson.handler(({ input }) => {
        const person = standIn.people.find(each => each.id === input.id)
        if (person === undefined) throw new ORPCError('REFUSED', { data: { code: 'person.unknown', detail: {} } })
        if (person.id === standIn.me?.id && !input.roles.includes('administrator'))
          throw new ORPCError('REFUSED', { data: { code: 'person.own-office', detail: {} } })
        const changed = { ...person, roles: input.roles, active: input.active }
        standIn.people = standIn.people.map(each => (each.id === input.id ? changed : each))
        standIn.saved()
        return changed
      }),
      signIn: os.app.signIn.handler(({ input }) => {
        const person = standIn.people.find(each => each.id === input.person)
        if (person === undefined || (person.demoPassphrase ?? 'passphrase') !== input.passphrase)
          throw new ORPCError('PROBLEM', { data: { code: 'wrong-passphrase', detail: {} } })
        standIn.me = person
        standIn.changed()
        return standIn.state()
      }),
      signOut: os.app.signOut.handler(() => {
        standIn.me = null
        standIn.changed()
        return standIn.state()
      }),
      saveDraft: os.app.saveDraft.handler(({ input }) => {
        if (standIn.me === null) throw new ORPCError('NOT_ALLOWED', { data: { need: [] } })
        books.drafts.set(input.key, input.text)
        return {}
      }),
      loadDraft: os.app.loadDraft.handler(({ input }) => ({ text: books.drafts.get(input.key) ?? null })),
      watchJob: os.app.watchJob.handler(async function* ({ input, signal }) {
        do {
          const job = standIn.jobs.get(input.id)
          if (job === undefined) return
          yield { ...job }
          if (job.state !== 'running') return
        } while (await standIn.nextChange(signal))
      }),
      cancelJob: os.app.cancelJob.handler(({ input }) => {
        const job = standIn.jobs.get(input.id)
        if (job === undefined) throw new ORPCError('PROBLEM', { data: { code: 'job.unknown', detail: {} } })
        if (job.state === 'running') job.state = 'cancelled'
        standIn.changed()
        return { ...job }
      }),
    },
    review: {
      names: os.review.names.handler(() => ({
        scenarios: SCENARIOS,
        reasons: REASONS,
        sources: SOURCES,
        rulebook: { hash: 'x', version: 1, name: { zh: '起步规则书', en: 'Starter rulebook' } },
      })),
      page: os.review.page.handler(({ input }) => {
        failing()
        const found = books.find(input)
        return { rows: found.slice(input.offset, input.offset + input.limit), total: found.length }
      }),
      groups: os.review.groups.handler(({ input }) => {
        const groups = new Map<string | null, { cases: number; fen: number }>()
        for (const row of books.find({ filters: input.filters, sort: [] })) {
          const value = row[input.by]
          const group = groups.get(value) ?? { cases: 0, fen: 0 }
          groups.set(value, { cases: group.cases + 1, fen: group.fen + row.amountFen })
        }
        return [...groups]
          .map(([value, { cases, fen }]) => ({ value, cases, amounts: [{ currency: 'CNY', fen }] }))
          .sort((one, other) => other.cases - one.cases)
      }),
      counts: os.review.counts.handler(() => books.counts()),
      watch: os.review.watch.handler(async function* ({ signal }) {
        do yield books.counts()
        while (await standIn.nextChange(signal))
      }),
      next: os.review.next.handler(({ input }) => {
        failing()
        const [current = null, following = null] = books.next(input.leaving, me())
        return { current, following }
      }),
      open: os.review.open.handler(({ input }) => {
        failing()
        return books.detail(input.caseId, me())
      }),
      openApplication: os.review.openApplication.handler(({ input }) => {
        const row = books.rows.find(each => each.applicationId === input.applicationId)
        return row === undefined ? null : books.detail(row.id, me())
      }),
      release: os.review.release.handler(() => ({})),
      decide: os.review.decide.handler(async ({ input }) => {
        writable()
        const { mute } = standIn
        standIn.mute = null
        if (mute === 'loses') await new Promise(() => {})
        const row = books.row(input.caseId)
        if ((books.versions.get(row.id) ?? 1) !== input.basedOn)
          throw new ORPCError('REFUSED', { data: { code: 'case.changed', detail: { number: row.number } } })
        const made = decision(input.outcome, input.reasons, input.note)
        books.decide(row, made)
        if (mute === 'saves') await new Promise(() => {})
        return { entry: standIn.saved(), decisionId: made.id, takeBackUntil: made.takeBackUntil ?? '' }
      }),
      takeBack: os.review.takeBack.handler(({ input }) => {
        for (const [id, decisions] of books.decided) {
          const made = decisions.find(each => each.id === input.decisionId)
          if (made === undefined) continue
          made.takenBackAt = new Date().toISOString()
          books.row(id).state = 'waiting'
          books.versions.set(id, (books.versions.get(id) ?? 1) + 1)
        }
        return { entry: standIn.saved() }
      }),
      documentsReceived: os.review.documentsReceived.handler(({ input }) => {
        books.row(input.caseId).state = 'waiting'
        return { entry: standIn.saved() }
      }),
      boost: os.review.boost.handler(({ input }) => {
        books.row(input.caseId).boost = input.boost
        return { entry: standIn.saved() }
      }),
      decideMany: os.review.decideMany.handler(({ input }) => {
        writable()
        const rows = input.query === null ? (input.caseIds ?? []).map(id => books.row(id)) : books.find(input.query)
        const free = rows.filter(row => row.heldBy === null)
        for (const row of free) books.decide(row, decision(input.outcome, input.reasons, input.note))
        return {
          entry: standIn.saved(),
          decided: free.length,
          skipped: rows.length - free.length,
          bulkId: `bulk-${books.entries}`,
          takeBackUntil: until(),
        }
      }),
      takeBackMany: os.review.takeBackMany.handler(() => ({ entry: standIn.saved(), cases: 1 })),
      document: os.review.document.handler(async ({ input }) =>
        input.documentId === 'd-id' || input.documentId === 'd-flow'
          ? { name: '银行流水.png', mediaType: 'image/png', content: await drawBankFlow('王建国') }
          : { name: '合同.pdf', mediaType: 'application/pdf', content: new Blob(['%PDF-1.7']) },
      ),
      exportCsv: os.review.exportCsv.handler(({ input }) => {
        const found = books.find(input)
        return {
          fileName: 'queue.csv',
          content: new Blob([found.map(row => row.number).join('\n')]),
          rows: found.length,
        }
      }),
      replay: os.review.replay.handler(() => ({ result: 'same' as const, differs: [] })),
      find: os.review.find.handler(({ input }) =>
        books.rows
          .filter(row => row.number.includes(input.text) || (row.lesseeName ?? '').includes(input.text))
          .slice(0, input.limit)
          .map(row => ({
            kind: row.number.includes(input.text) ? ('application' as const) : ('party' as const),
            text: row.number.includes(input.text) ? row.number : (row.lesseeName ?? ''),
            detail: `${row.number} · ${row.dealer ?? ''}`,
            applicationId: row.applicationId,
            caseId: row.id,
          })),
      ),
    },
    intake: {
      beginUpload: os.intake.beginUpload.handler(() => ({ uploadId: 'u1' })),
      uploadChunk: os.intake.uploadChunk.handler(({ input }) => ({ received: input.offset + input.content.size })),
      preview: os.intake.preview.handler(({ input }) => makePreview(input.uploadId, '郑州鑫达 2026-11.csv', 2_481_120)),
      savePreset: os.intake.savePreset.handler(() => ({ id: 'p2' })),
      dryRun: os.intake.dryRun.handler(() => standIn.start('dry-run', RESULT.read, RESULT)),
      run: os.intake.run.handler(() => standIn.start('import', RESULT.read, { ...RESULT, batchId: 'b1' })),
      rejects: os.intake.rejects.handler(() => REJECTS),
      rejectsFile: os.intake.rejectsFile.handler(() => ({ fileName: 'rejects.csv', content: new Blob(['']) })),
      discard: os.intake.discard.handler(() => ({})),
      decideAll: os.intake.decideAll.handler(() =>
        standIn.start('decide', 3_498, { approve: 3_090, refer: 341, decline: 67 }),
      ),
      undecided: os.intake.undecided.handler(() => ({ applications: 214 })),
    },
    settings: {
      get: os.settings.get.handler(() => ({
        folder: '/home/lin/.local/share/leasedesk/zhongyuan',
        keySlots: [
          { kind: 'system' as const, inUse: false, detail: null },
          { kind: 'file' as const, inUse: true, detail: '/home/lin/.config/leasedesk/keys/c1.key' },
        ],
        takeBackSeconds: standIn.takeBackSeconds,
        leaseMinutes: 15,
        reviewHours: 16,
      })),
      set: os.settings.set.handler(({ input }) => {
        if (input.value > 3_600)
          throw new ORPCError('REFUSED', { data: { code: 'setting.out-of-bounds', detail: { min: 0, max: 3_600 } } })
        if (input.name === 'takeBackSeconds') standIn.takeBackSeconds = input.value
        return { entry: standIn.saved() }
      }),
      setPassphrase: os.settings.setPassphrase.handler(() => ({})),
      verifyJournal: os.settings.verifyJournal.handler(() => standIn.state().journal),
      rebuild: os.settings.rebuild.handler(() => standIn.start('rebuild', 4_812, { entries: 4_812, seconds: 1.4 })),
      erase: os.settings.erase.handler(() => ({ entry: standIn.saved(), rows: 12 })),
    },
  })
}
