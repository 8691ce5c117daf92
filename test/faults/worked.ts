/** A company in which people have worked for a while, left as a clean close or as a kill leaves it. */
import fs from 'node:fs'
import { closeFolder } from '../../src/core/folder/open.ts'
import type { Seeded } from '../journal/seeded.ts'
import { copyCompany, open, optionsFor, REVIEWER } from './company.ts'
import { type Acknowledged, Load } from './load.ts'

export interface Worked {
  /** Where the company lies now. */
  root: string
  saved: Acknowledged[]
}

export interface Working {
  template: string
  /** Called while the folder is open, between two stretches of work. */
  meanwhile?(data: string): void
  closed: boolean
}

/** PGlite has written all it knows to its files between two calls: a copy made then is what a kill leaves. */
export async function worked(root: string, random: Seeded, { template, meanwhile, closed }: Working): Promise<Worked> {
  const at = `${root}/work`
  copyCompany(template, at)
  const options = optionsFor(at)
  const { desk } = await open(options)
  const saved: Acknowledged[] = []
  const load = (name: string) =>
    new Load(desk, REVIEWER, random, name, each => saved.push(each)).run(4, 4 + random.below(8))
  await load('first')
  meanwhile?.(`${at}/data`)
  await load('second')
  const killed = `${root}/killed`
  if (!closed) fs.cpSync(at, killed, { recursive: true })
  await closeFolder(options, desk)
  return { root: closed ? at : killed, saved }
}
