/** The demo portfolio, streamed from its generator into one pack: dealers, applications with their papers, ended contracts. */

import type { ApplicationLine, IntakeLine } from '../../commands/intake/line.ts'
import { loadIntake } from '../../commands/intake/load.ts'
import { demoPortfolio } from '../../demo/portfolio.ts'
import type { Desk, Giver } from '../desk.ts'
import { idsOf } from '../intake/ids.ts'
import type { OpenCompany } from '../open-company.ts'
import type { Running } from './jobs.ts'

const SOURCE = 'demo'
/** Lines between two looks at whether somebody has cancelled. */
const BREATH = 200
/** Applications whose papers are made too: enough to try every kind, few enough to be quick. */
const WITH_PAPERS = 30

export interface DemoOrder {
  applications: number
  seed: number
}

/** Appends to what is there. The same seed again is refused: its applications keep their ids, and nothing is doubled. */
export async function loadDemo(
  { desk }: OpenCompany,
  order: DemoOrder,
  giver: Giver,
  running: Running,
  chineseFont?: () => Uint8Array,
) {
  const papersOf = chineseFont === undefined ? null : await printer(desk, chineseFont())
  const ids = idsOf(desk.keys)
  const lines = demoPortfolio({
    ...order,
    instant: desk.clock.now(),
    ids: {
      party: (kind, idNumber) => ids.party(kind, idNumber, idNumber),
      application: key => ids.application(SOURCE, key),
    },
  })
  let applications = 0
  const counted = async function* () {
    let line = 0
    for (const each of lines) {
      line += 1
      if (line % BREATH === 0) {
        running.check()
        running.progress(Math.min(applications, order.applications), order.applications)
        await desk.clock.breathe()
      }
      if (each.kind === 'application') applications += 1
      yield papersOf === null || applications > WITH_PAPERS ? each : await papersOf(each)
    }
  }
  const input = () => ({
    batchId: `${SOURCE}-${order.seed}-${order.applications}`,
    kind: 'demo' as const,
    source: SOURCE,
    fileHash: null,
    preset: null,
    read: applications,
    imported: applications,
    rejected: 0,
    duplicates: 0,
    documentId: null,
  })
  await desk.givePack(loadIntake, counted(), input, giver)
  return { applications }
}

/** Adds an application's papers, sealed each under a key of its own. The press is loaded only for who wants papers. */
async function printer(desk: Desk, font: Uint8Array): Promise<(line: IntakeLine) => Promise<IntakeLine>> {
  const { demoDocumentsWith } = await import('../../demo/documents/documents.ts')
  const papersOf = demoDocumentsWith(font)
  return async line => {
    if (line.kind !== 'application') return line
    const papers = await papersOf(line)
    const documents = papers.map(({ kind, name, mediaType, bytes }, index): ApplicationLine['documents'][number] => {
      const keyId = `${line.id}-paper${index + 1}`
      return { kind, name, mediaType, bytes: bytes.length, hash: desk.documents.put(keyId, bytes), keyId }
    })
    return { ...line, documents }
  }
}
