/** The demo portfolio, streamed from its generator into one pack: dealers, applications with their papers, ended contracts. */

import type { ApplicationLine, IntakeLine } from '../../commands/intake/line.ts'
import { loadIntake } from '../../commands/intake/load.ts'
import { demoDocuments } from '../../demo/documents/index.ts'
import { demoPortfolio } from '../../demo/index.ts'
import type { Desk, Giver } from '../desk.ts'
import { intakeIds } from '../intake/ids.ts'
import type { OpenCompany } from '../open-company.ts'
import type { Running } from './jobs.ts'

/** Applications whose papers are made too: enough to try every kind, few enough to be quick. */
const WITH_DOCUMENTS = 30
/** Lines between two looks at whether somebody has cancelled. */
const BREATH = 200

export interface DemoOrder {
  applications: number
  seed: number
}

/** Appends to what is there: the same seed again doubles nothing, because its applications keep their ids. */
export async function loadDemo({ desk }: OpenCompany, order: DemoOrder, giver: Giver, running: Running) {
  const source = `demo-${order.seed}`
  const ids = intakeIds(desk.keys)
  const lines = demoPortfolio({
    ...order,
    instant: desk.clock.now(),
    ids: {
      party: (kind, idNumber) => ids.party(kind, idNumber, idNumber),
      application: key => ids.application(source, key),
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
        await breathe(desk)
      }
      if (each.kind === 'application') applications += 1
      yield await withDocuments(desk, each, applications)
    }
  }
  const input = () => ({
    batchId: `${source}-${order.applications}`,
    kind: 'demo' as const,
    source,
    fileName: null,
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

/** Lets other calls have their turn. */
const breathe = (desk: Desk): Promise<void> => new Promise(resolve => void desk.clock.after(0, resolve))

async function withDocuments(desk: Desk, line: IntakeLine, applications: number): Promise<IntakeLine> {
  if (line.kind !== 'application' || applications > WITH_DOCUMENTS) return line
  const papers = await demoDocuments(line)
  return {
    ...line,
    documents: papers.map(({ kind, name, mediaType, bytes }, index): ApplicationLine['documents'][number] => {
      const keyId = `${line.id}-doc${index + 1}`
      return { kind, name, mediaType, bytes: bytes.length, hash: desk.documents.put(keyId, bytes), keyId }
    }),
  }
}
