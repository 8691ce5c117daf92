/** Finds people, plates, VINs and application numbers by any part; the index is made in the background after opening. */

import { maskIdCard } from '../../domain/identity/idCard.ts'
import type { Application, Party, Vehicle } from '../../domain/model/application.ts'
import { findRows, type Place, placesOfApplications, placesOfParties } from '../../store/queries/search.ts'
import type { Committed, Desk } from '../desk.ts'
import { loggable } from '../problems.ts'
import { type Entry, SearchIndex } from './search-index.ts'

export interface Hit {
  kind: Exclude<Entry['kind'], 'identity'>
  text: string
  detail: string
  applicationId: string
  caseId: string | null
}

export class Search {
  readonly #desk: Desk
  #index = new SearchIndex()
  /** Null until somebody has asked for the index (a command line never does), and where reading it failed. */
  #filled: Promise<void> | null = null

  constructor(desk: Desk) {
    this.#desk = desk
    desk.committed.subscribe('committed', ({ changes }) => this.#follow(changes))
  }

  /** Reads every text, a block at a time, so that other reads get their turn between. */
  fill(): Promise<void> {
    const filling = this.#fill()
    this.#filled = filling
    // Whoever looks for something next asks for it again.
    filling.catch(() => {
      if (this.#filled === filling) this.#filled = null
    })
    return filling
  }

  async find(text: string, limit: number): Promise<Hit[]> {
    await (this.#filled ?? this.fill())
    const found = this.#index.find(text, limit)
    const owners = (party: boolean) => [
      ...new Set(found.filter(each => isParty(each) === party).map(each => each.owner)),
    ]
    const { sql } = this.#desk.store
    const [parties, applications] = await Promise.all([
      placesOfParties(sql, owners(true)),
      placesOfApplications(sql, owners(false)),
    ])
    const places = new Map([...parties, ...applications].map(place => [place.owner, place]))
    return onceAPerson(found).flatMap(entry => hitOf(entry, places.get(entry.owner)))
  }

  async #fill(): Promise<void> {
    const index = new SearchIndex()
    for await (const block of findRows(this.#desk.store.sql)) index.add(block)
    this.#index = index
  }

  #follow(changes: Committed): void {
    if (this.#filled === null) return
    if (changes === 'bulk') {
      this.fill().catch((error: unknown) => this.#desk.log.error('search index not filled', loggable(error)))
      return
    }
    const rows = <Row>(table: 'party' | 'application' | 'application_vehicle') =>
      (changes.get(table)?.upserts ?? []) as readonly Row[]
    const erased = rows<Party>('party').filter(party => party.erased)
    if (erased.length === 0) return
    this.#index.blank([...erased.map(party => party.id), ...rows<Application>('application').map(each => each.id)])
    this.#index.blank(rows<Vehicle>('application_vehicle').map(each => each.applicationId))
  }
}

const isParty = ({ kind }: Entry): boolean => kind === 'party' || kind === 'identity'

/** A person whose name and number both hold what was typed is one hit, by name. */
function onceAPerson(found: readonly Entry[]): Entry[] {
  const named = new Set(found.filter(each => each.kind === 'party').map(each => each.owner))
  return found.filter(each => each.kind !== 'identity' || !named.has(each.owner))
}

function hitOf({ kind, text }: Entry, place: Place | undefined): Hit[] {
  if (place === undefined) return []
  const { number, lesseeName, applicationId, caseId } = place
  const detail =
    kind === 'application' ? (lesseeName ?? '') : `${number}${lesseeName === null ? '' : ` · ${lesseeName}`}`
  const shown = kind === 'identity' ? { kind: 'party' as const, text: maskIdCard(text) } : { kind, text }
  return [{ ...shown, detail, applicationId, caseId }]
}
