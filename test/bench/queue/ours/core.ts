/** The core in this very process, as the command line opens it. */
import { readFileSync } from 'node:fs'
import { Core } from '../../../../src/core/core.ts'
import { log, realOptions } from '../../../../src/core/machine/index.ts'

export const openCore = (dir: string, background: boolean): Promise<Core> =>
  Core.start({
    ...realOptions({ dir, program: 'bench', log: { ...log, info: () => undefined } }),
    version: 'bench',
    background,
  })

export interface BenchCase {
  id: string
  lesseeId: string
}

/** All cases of the folder, in the order of their ids. */
export const casesBeside = (dir: string): BenchCase[] => JSON.parse(readFileSync(`${dir}/../cases.json`, 'utf8'))
