/** Who: the parties by their role, and what they owe together. */
import type { CaseDetail } from '../../protocol/desktop/review.ts'
import { amount } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { unitOf } from '../i18n/value.ts'
import { Name } from '../ui/Name.tsx'
import { type FactLine, Facts, Panel } from '../ui/Panel.tsx'
import ui from '../ui/ui.module.css'
import { useNames } from './names-store.ts'

type Party = CaseDetail['parties'][number]

export function Parties({ detail }: { detail: CaseDetail }) {
  const texts = useTexts()
  const { t, coded } = texts
  const lesseeFirst = detail.parties.toSorted((one, other) => rank(one) - rank(other))
  // One and the same person may stand in a role twice, on two lines of the form.
  const lines = lesseeFirst.map(
    (party, place): FactLine => [
      coded('party', party.role, null),
      <PartyWords key={party.id} party={party} />,
      `party-${place}`,
    ],
  )
  return (
    <Panel title={t('case.parties')}>
      <Facts
        lines={[
          ...lines,
          [
            t('case.exposure-in', { unit: unitOf(texts, detail.case.currency) }),
            <strong key="exposure">{amount(detail.exposureFen)}</strong>,
          ],
        ]}
      />
    </Panel>
  )
}

/** The lessee before everybody else. */
function rank({ role }: Party): number {
  return role === 'lessee' ? 0 : 1
}

function PartyWords({ party }: { party: Party }) {
  const { t } = useTexts()
  const { region } = useNames()
  return (
    <>
      <span className={party.role === 'lessee' ? ui.strong : undefined}>
        {party.erased ? <span className={ui.soft}>{t('value.erased')}</span> : <Name>{party.name}</Name>}
      </span>
      {party.region === null ? null : <span className={ui.soft}> · {region(party.region)}</span>}
      {party.idNumber === null ? null : <div className={ui.soft}>{party.idNumber}</div>}
      {party.phone === null ? null : <div className={ui.soft}>{party.phone}</div>}
    </>
  )
}
