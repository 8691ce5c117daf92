/** Public and industry records of a party: courts, business registry, watch lists. */
import { addDays } from '../../domain/dates.ts'
import { type Case, type Party, sourceRandom } from '../case.ts'
import { type Sheet, when } from '../facts.ts'
import { strangerName } from './credit.ts'
import { whole, yuan } from './figures.ts'

type OddityId = Parameters<Case['odd']>[0]

/** Oddities are the lessee's; the others are as their sources mostly say. */
function oddOf(of: Case, party: Party): (id: OddityId) => boolean {
  return id => party.role === 'lessee' && of.odd(id)
}

export function askCourt(of: Case, sheet: Sheet, party: Party): void {
  const random = sourceRandom(of, 'court', party.role)
  const odd = oddOf(of, party)
  const open = odd('enforced') ? random.int(1, 4) : 0
  const dishonest = odd('dishonest')
  sheet.put(party.id, [
    ['court.dishonest', dishonest],
    ['court.consumptionRestricted', dishonest || (open > 0 && random.chance(0.4))],
    ['court.openEnforcements', open + (dishonest ? 1 : 0)],
    ['court.openEnforcementFen', open > 0 || dishonest ? yuan(random.around(8_000_000, 1)) : 0],
    ['court.endedUnpaid5y', dishonest ? random.int(0, 3) : odd('enforced') && random.chance(0.3) ? 1 : 0],
    ['court.loanSuits3y', odd('sued') ? random.int(1, 5) : 0],
    ['court.criminalRecord', odd('convicted')],
    when(party.truth.kind === 'company', 'court.frozenEquity', (dishonest || open > 1) && random.chance(0.4)),
  ])
}

export function askWatchlist(of: Case, sheet: Sheet, party: Party): void {
  const odd = oddOf(of, party)
  const random = sourceRandom(of, 'watchlist', party.role)
  sheet.put(party.id, [
    ['watchlist.sanctioned', random.chance(0.0003 * of.noise)],
    ['watchlist.politicallyExposed', odd('exposed')],
    ['watchlist.industryFraud', odd('industryFraud')],
    ['watchlist.industryDefault', odd('industryDefault')],
    ['watchlist.internalLevel', odd('internalBlack') ? 'black' : odd('internalGrey') ? 'grey' : 'none'],
    ['watchlist.phoneReported', odd('phoneReported')],
    ['watchlist.relatedParty', odd('related')],
  ])
}

export function askRegistry(of: Case, sheet: Sheet, party: Party): void {
  const { truth } = party
  const random = sourceRandom(of, 'registry', party.role)
  const odd = oddOf(of, party)
  if (truth.kind === 'person') {
    if (party.role !== 'lessee') return
    sheet.put(party.id, [
      ['registry.companiesLed', random.chance(0.8) ? 0 : random.int(1, 5)],
      ['registry.employerActive', !of.odd('employerUnknown')],
    ])
    return
  }
  const changes = odd('representativeChanged') ? random.int(1, 3) : 0
  const staff = random.poisson(Math.max(1, 14 * Math.exp(0.5 * of.z('roots')) * (odd('companyYoung') ? 0.25 : 1)))
  sheet.put(party.id, [
    ['registry.name', truth.name],
    [
      'registry.legalRepresentativeName',
      changes > 0 && random.chance(0.3) ? strangerName(random) : truth.representative,
    ],
    [
      'registry.status',
      odd('companyIrregular') && random.chance(0.3)
        ? random.weighted({ revoked: 0.4, cancelled: 0.2, suspended: 0.2, movedOut: 0.2 })
        : 'active',
    ],
    [
      'registry.foundedDate',
      random.chance(0.02 * of.noise) ? addDays(truth.foundedDate, random.int(-400, -10)) : truth.foundedDate,
    ],
    ['registry.paidInCapitalFen', whole(random.around(odd('companyYoung') ? 40 : 300, 1)) * 1_000_000],
    ['registry.address', party.address],
    ['registry.insuredStaff', staff],
    ['registry.transportInScope', !random.chance(0.05)],
    ['registry.irregularListed', odd('companyIrregular')],
    ['registry.representativeChanges12m', changes],
    ['registry.taxArrearsFen', odd('companyIrregular') && random.chance(0.35) ? yuan(random.around(2_500_000, 1)) : 0],
  ])
}
