/** The demo portfolio, streamed from its generator into one pack: dealers, applications with their papers, ended contracts. */

import { loadIntake } from '../../commands/intake/load.ts'
import { demoPortfolio } from '../../demo/portfolio.ts'
import type { Giver } from '../desk.ts'
import { idsOf } from '../intake/ids.ts'
import type { OpenCompany } from '../open-company.ts'
import type { Running } from './jobs.ts'

const SOURCE = 'demo'
/** Lines between two looks at whether somebody has cancelled. */
const BREATH = 200

export interface DemoOrder {
  applications: number
  seed: number
}

/** Appends to what is there. The same seed again is refused: its applications keep their ids, and nothing is doubled. */
export async function loadDemo({ desk }: OpenCompany, order: DemoOrder, giver: Giver, running: Running) {
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
      yield each
    }
  }
  const input = () => ({
    batchId: `${SOURCE}-${order.seed}-${order.applications}`,
    kind: 'demo' as const,
    source: SOURCE,
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
