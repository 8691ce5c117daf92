/** The services of an open company, each by its trade, standing on one desk. */
import type { DeriveKey, Randomness } from '../journal/crypto.ts'
import type { Desk } from './desk.ts'
import type { OpenedFolder } from './folder/open.ts'
import type { IntakeService } from './intake/service.ts'
import { Claims } from './services/claims.ts'
import { Decide } from './services/decide.ts'
import { Drafts } from './services/drafts.ts'
import type { Jobs } from './services/jobs.ts'
import { Papers } from './services/papers.ts'
import { People } from './services/people.ts'
import { Review } from './services/review.ts'
import { Rulebooks } from './services/rulebooks.ts'
import { Search } from './services/search.ts'
import { Settings } from './services/settings.ts'
import { TakeBackWindow } from './services/take-back-window.ts'
import { Together } from './services/together.ts'
import { Upkeep } from './services/upkeep.ts'

export interface OpenCompany {
  desk: Desk
  people: People
  settings: Settings
  rulebooks: Rulebooks
  drafts: Drafts
  claims: Claims
  review: Review
  together: Together
  papers: Papers
  decide: Decide
  /** Loaded with its file readers when a file is first looked at: most starts never need them. */
  intake(): Promise<IntakeService>
  search: Search
  upkeep: Upkeep
}

export async function openCompany(
  opened: OpenedFolder,
  jobs: Jobs,
  ports: { randomness: Randomness; derive: DeriveKey },
): Promise<OpenCompany> {
  const { desk } = opened
  const settings = await Settings.of(desk)
  const rulebooks = new Rulebooks(desk)
  const drafts = new Drafts(desk.files, desk.dir, desk.keys)
  const claims = new Claims(desk.store, desk.clock, settings.known.leaseMinutes)
  const people = await People.of(desk, ports)
  const parts = { desk, claims, drafts, rulebooks, settings, window: new TakeBackWindow(desk.clock) }
  return {
    desk,
    people,
    settings,
    rulebooks,
    drafts,
    claims,
    review: new Review(parts),
    together: new Together(parts),
    papers: new Papers(desk, rulebooks, people),
    decide: new Decide(desk, rulebooks),
    intake: once(async () => new (await import('./intake/service.ts')).IntakeService(desk, jobs)),
    search: new Search(desk),
    upkeep: new Upkeep(opened, settings),
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make()
    return made
  }
}
