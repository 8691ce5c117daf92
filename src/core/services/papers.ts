/** What leaves the books as a file: a case's documents, and the queue as CSV. */

import { formatInstant } from '../../domain/dates.ts'
import { provinceOfCode } from '../../domain/identity/provinces.ts'
import type { Language } from '../../domain/language.ts'
import type { Document } from '../../domain/model/application.ts'
import { formatFen } from '../../domain/money.ts'
import { DESK, EXPORTERS } from '../../domain/roles.ts'
import type { QueueQuery } from '../../protocol/desktop/review.ts'
import { namesOf } from '../../rules/index.ts'
import { type QueueRow, queuePage } from '../../store/queries/queue.ts'
import type { Desk } from '../desk.ts'
import { Problem } from '../problems.ts'
import type { Session } from '../session.ts'
import type { People } from './people.ts'
import type { Rulebooks } from './rulebooks.ts'

/** Rows of one export (DOMAIN: exports have a row cap). */
const MOST_ROWS = 100_000
const BLOCK = 5_000

const HEADINGS: Record<Language, string[]> = {
  'zh-CN': ['进件号', '承租人', '场景', '地区', '经销商', '币种', '金额', '首要原因', '状态', '进入时间', '时限'],
  en: [
    'Number',
    'Lessee',
    'Scenario',
    'Region',
    'Dealer',
    'Currency',
    'Amount',
    'First reason',
    'State',
    'Opened',
    'Deadline',
  ],
}
const STATES: Record<Language, Record<string, string>> = {
  'zh-CN': { waiting: '待审', 'awaiting-documents': '待补件', escalated: '已上报', decided: '已决定' },
  en: { waiting: 'waiting', 'awaiting-documents': 'awaiting documents', escalated: 'escalated', decided: 'decided' },
}

/** Who exports where nobody has signed in: whoever runs the command line. */
const NOBODY: Record<Language, string> = { 'zh-CN': '命令行', en: 'Command line' }

export class Papers {
  readonly #desk: Desk
  readonly #rulebooks: Rulebooks
  readonly #people: People

  constructor(desk: Desk, rulebooks: Rulebooks, people: People) {
    this.#desk = desk
    this.#rulebooks = rulebooks
    this.#people = people
  }

  async document(session: Session, documentId: string) {
    session.mayRead(...DESK)
    const [rows] = await this.#desk.store.read([{ table: 'document', keys: [[documentId]] }])
    const row = rows?.[0] as unknown as Document | undefined
    // A file that came in holds everybody's rows: it is no paper of a case.
    if (row === undefined || row.applicationId === null) throw new Problem('document-unknown')
    const bytes = this.#desk.documents.get(row.keyId, row.hash)
    if (bytes === null) throw new Problem('document-erased')
    return {
      name: row.name,
      mediaType: row.mediaType,
      content: new Blob([new Uint8Array(bytes)], { type: row.mediaType }),
    }
  }

  /** As filtered and sorted, with a last line that says who exported it and when. */
  async exportQueue(session: Session, { language, ...query }: QueueQuery & { language: Language }) {
    const actor = session.mayRead(...EXPORTERS)
    const at = this.#desk.clock.now()
    const book = await this.#rulebooks.liveOrNone()
    const names = book === null ? { scenarios: {}, reasons: {} } : namesOf(book.document)
    const lines = [HEADINGS[language]]
    for (let offset = 0; offset < MOST_ROWS; offset += BLOCK) {
      const rows = await queuePage(this.#desk.store.sql, { ...query, offset, limit: BLOCK, at })
      lines.push(...rows.map(row => cellsOf(row, language, names)))
      if (rows.length < BLOCK) break
    }
    const rows = lines.length - 1
    const by = this.#people.get(actor.id)?.name ?? NOBODY[language]
    lines.push([`${by} · ${formatInstant(at, language)}`])
    const text = `\uFEFF${lines.map(cells => cells.map(csvCell).join(',')).join('\r\n')}\r\n`
    const fileName = `leasedesk-queue-${at.slice(0, 10)}.csv`
    return { fileName, rows, content: new Blob([text], { type: 'text/csv' }) }
  }
}

type Names = {
  scenarios: Record<string, { zh: string; en: string }>
  reasons: Record<string, { zh: string; en: string }>
}

function cellsOf(row: QueueRow, language: Language, names: Names): string[] {
  const name = (named: Names[keyof Names], id: string) => {
    const both = Object.hasOwn(named, id) ? named[id] : undefined
    return both === undefined ? id : language === 'en' ? both.en : both.zh
  }
  return [
    row.number,
    row.lesseeName ?? '',
    name(names.scenarios, row.scenario),
    row.region === null ? '' : regionName(row.region, language),
    row.dealer ?? '',
    row.currency,
    formatFen(row.amountFen, language).replaceAll(',', ''),
    name(names.reasons, row.firstReason),
    STATES[language][row.state] ?? row.state,
    formatInstant(row.openedAt, language),
    row.deadlineAt === null ? '' : formatInstant(row.deadlineAt, language),
  ]
}

/** Chinese codes (GB/T 2260) by their province, in the words of the screens; others as they are. */
export function regionName(code: string, language: Language): string {
  const province = /^\d{2,6}$/.test(code) ? provinceOfCode(code) : undefined
  if (province === undefined) return code
  return language === 'en' ? province.en : province.zh.replace(KIND_OF_PROVINCE, '')
}

const KIND_OF_PROVINCE = /(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$/

/** Text that a spreadsheet would run as a formula is written as text; Chinese Excel runs full-width signs too. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
