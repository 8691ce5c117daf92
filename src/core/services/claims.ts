/**
 * Claims: who holds which case until when. Leases in a local table outside the journal; a claim is atomic because one
 * transaction at a time passes the store, and the second to ask is told who has it.
 */

import { instantOfMs, msOf } from '../../domain/dates.ts'
import type { Claim } from '../../domain/model/review.ts'
import type { Store } from '../../store/store.ts'
import type { Clock } from '../ports.ts'

export interface Holder {
  person: string
  session: string
}

export class Claims {
  readonly #store: Store
  readonly #clock: Clock
  #leaseMinutes: number

  constructor(store: Store, clock: Clock, leaseMinutes: number) {
    this.#store = store
    this.#clock = clock
    this.#leaseMinutes = leaseMinutes
  }

  set leaseMinutes(minutes: number) {
    this.#leaseMinutes = minutes
  }

  /** Takes each case that nobody else holds, and answers who holds each of them now. */
  take(caseIds: readonly string[], holder: Holder): Promise<Map<string, Claim>> {
    if (caseIds.length === 0) return Promise.resolve(new Map())
    return this.#store.transaction(async transaction => {
      const now = this.#clock.now()
      const [rows] = await transaction.read([{ table: 'claim', keys: caseIds.map(id => [id]) }])
      const held = new Map((rows as unknown as Claim[]).map(claim => [claim.caseId, claim]))
      const until = instantOfMs(msOf(now) + this.#leaseMinutes * 60_000)
      const claims = caseIds.map(caseId => {
        const known = held.get(caseId)
        if (known !== undefined && known.until > now && known.person !== holder.person) return known
        return { caseId, ...holder, claimedAt: known?.person === holder.person ? known.claimedAt : now, until }
      })
      const mine = claims.filter(claim => claim.person === holder.person)
      if (mine.length > 0) await transaction.apply(new Map([['claim', { upserts: mine, deletes: [] }]]))
      return new Map(claims.map(claim => [claim.caseId, claim]))
    })
  }

  /** The lease on a case, where one is running or was the last. */
  async of(caseId: string): Promise<Claim | null> {
    const [rows] = await this.#store.read([{ table: 'claim', keys: [[caseId]] }])
    return (rows?.[0] as unknown as Claim | undefined) ?? null
  }

  isRunning(claim: Claim): boolean {
    return claim.until > this.#clock.now()
  }

  /** Gives back what this person holds of the cases. */
  release(caseIds: readonly string[], person: string): Promise<void> {
    return this.#store.transaction(async transaction => {
      const [rows] = await transaction.read([{ table: 'claim', keys: caseIds.map(id => [id]) }])
      const mine = (rows as unknown as Claim[]).filter(claim => claim.person === person).map(claim => [claim.caseId])
      if (mine.length > 0) await transaction.apply(new Map([['claim', { upserts: [], deletes: mine }]]))
    })
  }

  /** Gives back everything a session holds: its window has closed, or somebody else signs in. */
  releaseSession(session: string, keep: readonly string[] = []): Promise<void> {
    return this.#store.transaction(async transaction => {
      const [rows] = await transaction.read([{ table: 'claim', index: 'bySession', prefix: [session], limit: 1_000 }])
      const gone = (rows as unknown as Claim[]).filter(claim => !keep.includes(claim.caseId)).map(each => [each.caseId])
      if (gone.length > 0) await transaction.apply(new Map([['claim', { upserts: [], deletes: gone }]]))
    })
  }
}
