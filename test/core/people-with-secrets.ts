/** Companies for the tests of erasure and restore: people whose every personal field can be looked for on the disk. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDocument } from '../../src/commands/intake/document.ts'
import { loadIntake } from '../../src/commands/intake/load.ts'
import { decideCase } from '../../src/commands/review/decide-case.ts'
import type { Core } from '../../src/core/core.ts'
import { type Desk, giverOf } from '../../src/core/desk.ts'
import { OPERATOR, Session } from '../../src/core/session.ts'
import { canonicalJson } from '../../src/domain/canonical.ts'
import { TABLES, type TableName } from '../../src/domain/model/index.ts'
import type { Table } from '../../src/domain/model/table.ts'
import { draftKeyOf } from '../../src/protocol/desktop/review.ts'
import { automaticDecisions } from '../../src/store/queries/portfolio.ts'
import { everyRow, type Row } from '../../src/store/queries/select.ts'
import { applicationLine, batch } from '../commands/lines.ts'
import { ADMINISTRATOR, LIN } from './desktop.ts'

export const running = { cancelled: false, check: () => undefined, progress: () => undefined }

/** What is personal about somebody, each text found nowhere else. */
export const secretsOf = (key: string, visit = '') =>
  ({
    name: `秘名${visit}${key}`,
    idNumber: `41010119900307${key}${visit}X`,
    phone: `1380013${key}${visit}7`,
    address: `幽谷路${key}${visit}号`,
    bankCard: `62220212${key}${visit}55`,
    vin: `LFVSECRET${key}${visit}4`,
    plate: `豫A${key}${visit}Z`,
    declared: `declared-${key}${visit}-x`,
    evidence: `evidence-${key}${visit}-x`,
    document: `document-${key}${visit}-x`,
    note: `note-${key}${visit}-x`,
    draft: `draft-${key}${visit}-x`,
  }) as const

export const partyOf = (key: string): string => `party-${key}`
export const uploadOf = (keys: readonly string[]): string => `upload-${keys.join('-')}-file`

/** An import of one application a person, with its file kept: evidence, a document, a vehicle, all with secrets. */
export async function imported(core: Core, keys: readonly string[], visit = ''): Promise<void> {
  const { desk } = core.open
  const batchId = `b${visit}-${keys.join('-')}`
  const documentId = `file-${batchId}`
  const upload = keys.map(key => Object.values(secretsOf(key, visit)).join()).join('\n')
  const bytes = Buffer.from(`${uploadOf(keys)}\n${upload}`)
  const hash = desk.documents.put(documentId, bytes)
  const document = {
    kind: 'import',
    name: 'a.csv',
    mediaType: 'text/csv',
    bytes: bytes.length,
    hash,
    keyId: documentId,
  }
  await desk.give(addDocument, { ...document, id: documentId, applicationId: null }, OPERATOR)
  const lines = async function* () {
    for (const key of keys) yield lineOf(desk, key, visit)
  }
  await desk.givePack(loadIntake, lines(), () => ({ ...batch(keys.length, batchId), documentId }), OPERATOR)
}

function lineOf(desk: Desk, key: string, visit: string) {
  const secrets = secretsOf(key, visit)
  const { name, idNumber, phone, address, bankCard, vin, plate } = secrets
  const keyId = `doc-${key}${visit}`
  const bytes = Buffer.from(secrets.document)
  const hash = desk.documents.put(keyId, bytes)
  const line = applicationLine(`${key}${visit}`)
  return {
    ...line,
    parties: line.parties.map(party => ({ ...party, id: partyOf(key), name, idNumber, phone, address, bankCard })),
    declared: { remark: secrets.declared },
    vehicles: [{ ...VEHICLE, vin, plate }],
    evidence: [
      {
        source: 'bureau',
        subject: 'lessee',
        asOf: line.submittedAt,
        status: 'answered' as const,
        values: { said: secrets.evidence },
      },
    ],
    documents: [
      {
        kind: 'contract',
        name: `${secrets.document}.pdf`,
        mediaType: 'application/pdf',
        bytes: bytes.length,
        hash,
        keyId,
      },
    ],
  }
}

const VEHICLE = {
  unit: 'vehicle' as const,
  make: null,
  model: null,
  vehicleClass: null,
  powertrain: null,
  used: false,
  modelYear: 2026,
  firstRegistered: null,
  mileageKm: 0,
  priceFen: 20_000_000,
  invoiceFen: null,
  ownerPartyId: null,
}

/** Signs somebody of the demo company in, on a session of the test's own. */
export async function signedIn(core: Core, person = ADMINISTRATOR): Promise<Session> {
  const session = new Session(`test-${person}`)
  const passphrase = core.open.people.list(true).find(each => each.id === person)?.demoPassphrase ?? ''
  session.signedIn = await core.open.people.signIn(person, passphrase)
  return session
}

export const administrator = async (core: Core) => giverOf(await signedIn(core))

/** Decides all, and then each referred case by an underwriter, with a note and a draft left behind. */
export async function decided(core: Core, visit = ''): Promise<void> {
  const { desk, decide, drafts } = core.open
  await decide.all(OPERATOR, running)
  const giver = giverOf(await signedIn(core, LIN))
  for (const reviewCase of await everyRow(desk.store.sql, 'review_case')) {
    if (reviewCase.state !== 'waiting') continue
    const { id: caseId, lesseeId, version: basedOn } = reviewCase
    const { note, draft } = secretsOf(lesseeId.slice('party-'.length), visit)
    const given = { outcome: 'ask-documents' as const, reasons: ['income-proven'], note, openMs: 1, pausedMs: 0 }
    await desk.give(decideCase, { ...given, caseId, lesseeId, basedOn, claimedAt: desk.clock.now() }, giver)
    drafts.save(LIN, draftKeyOf(caseId), draft)
  }
}

/** Every row that an entry has made, as canonical text. */
export async function dumpOf(desk: Desk): Promise<string[]> {
  const shared = Object.values(TABLES as Record<string, Table>).filter(table => !table.local)
  const rows = await Promise.all(
    shared.map(async ({ name }) =>
      (await everyRow(desk.store.sql, name as TableName)).map(row => `${name} ${canonicalJson(row as never)}`),
    ),
  )
  return rows.flat()
}

export const partyRow = async (desk: Desk, key: string): Promise<Row<'party'> | undefined> =>
  (await everyRow(desk.store.sql, 'party')).find(party => party.id === partyOf(key))

/** How `replay` answers for each person's automatic decisions. */
export async function replayed(core: Core): Promise<Record<string, unknown>> {
  const replay = core.open.rulebooks.replay()
  const answers: Record<string, unknown> = {}
  for (const { id, lesseeId, record, rulebookHash, factsId, facts } of await automaticDecisions(
    core.open.desk.store.sql,
    '',
    1_000,
  ))
    answers[`${lesseeId} ${id}`] = await replay({
      record,
      rulebookHash: rulebookHash ?? '',
      facts: { id: factsId ?? '', lesseeId, body: facts },
    })
  return answers
}

/** Which of the texts stand anywhere below the folder, as UTF-8, and in which file. */
export function foundBelow(folder: string, texts: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(each => each.isFile())
  return files.flatMap(({ parentPath, name }) => {
    const bytes = readFileSync(join(parentPath, name))
    return texts.filter(text => bytes.includes(text)).map(text => `${text} in ${join(parentPath, name)}`)
  })
}
