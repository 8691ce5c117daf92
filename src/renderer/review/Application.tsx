/** How much, and on what terms: the application's own fields. */
import type { CaseDetail } from '../../protocol/desktop/review.ts'
import { amount, dateTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { type FactLine, Facts, Panel } from '../ui/Panel.tsx'
import { useNames } from './names-store.ts'

export function Application({ detail }: { detail: CaseDetail }) {
  const { t, coded, language } = useTexts()
  const names = useNames()
  const { application } = detail
  const money = (label: string, value: unknown): FactLine => (typeof value === 'number' ? [label, amount(value)] : null)
  const product = application.product
  return (
    <Panel title={t('case.application')} aside={t(detail.case.currency === 'USD' ? 'unit.in-dollar' : 'unit.in-yuan')}>
      <Facts
        lines={[
          [t('column.scenario'), names.scenario(detail.case.scenario)],
          typeof product === 'string' ? [t('case.product'), coded('product', product, null)] : null,
          money(t('vehicle.price'), application.priceFen),
          money(t('case.down-payment'), application.downPaymentFen),
          money(t('case.financed'), application.amountFen),
          detail.case.region === null ? null : [t('column.region'), names.region(detail.case.region)],
          detail.case.dealer === null ? null : [t('column.dealer'), detail.case.dealer],
          typeof application.submittedAt === 'string'
            ? [t('case.submitted'), dateTime(application.submittedAt, language)]
            : null,
        ]}
      />
    </Panel>
  )
}
