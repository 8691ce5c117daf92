/** What: each vehicle with its own price, numbers and age. */
import { Fragment } from 'react'
import type { CaseDetail } from '../../protocol/desktop/review.ts'
import { amount, count, date } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { type FactLine, Facts, Panel } from '../ui/Panel.tsx'
import ui from '../ui/ui.module.css'
import { useCodes } from './codes.ts'

type VehicleRecord = CaseDetail['vehicles'][number]

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const figure = (value: unknown): number | null => (typeof value === 'number' ? value : null)

export function Vehicles({ detail }: { detail: CaseDetail }) {
  const { t } = useTexts()
  if (detail.vehicles.length === 0) return null
  const many = detail.vehicles.length > 1
  return (
    <Panel title={t('case.vehicles')} about={many ? t('case.vehicle-count', { count: detail.vehicles.length }) : null}>
      {detail.vehicles.map((vehicle, line) => (
        <Fragment key={String(vehicle.line ?? line)}>
          <VehicleFacts vehicle={vehicle} />
        </Fragment>
      ))}
    </Panel>
  )
}

function VehicleFacts({ vehicle }: { vehicle: VehicleRecord }) {
  const { t, coded, language } = useTexts()
  const codeName = useCodes()
  const kinds = [
    ['declared.vehicleClass', text(vehicle.vehicleClass)],
    ['declared.powertrain', text(vehicle.powertrain)],
  ] as const
  const name = [text(vehicle.make), text(vehicle.model), figure(vehicle.modelYear)]
    .filter(part => part !== null)
    .join(' ')
  const condition = typeof vehicle.used === 'boolean' ? t(vehicle.used ? 'vehicle.used' : 'vehicle.new') : null
  const kind = kinds.flatMap(([observable, code]) => (code === null ? [] : [codeName(observable, code)])).join(' · ')
  const registered = text(vehicle.firstRegistered)
  const mileage = figure(vehicle.mileageKm)
  const price = figure(vehicle.priceFen)
  const invoice = figure(vehicle.invoiceFen)
  const line = (label: string, content: string | null): FactLine => (content === null ? null : [label, content])
  return (
    <Facts
      lines={[
        [
          coded('vehicle-unit', text(vehicle.unit) ?? 'vehicle', null),
          <span key="name">
            <span className={ui.strong}>{name || t('value.none')}</span>
            {condition === null ? null : <span className={`${ui.soft} ${ui.whole}`}> · {condition}</span>}
          </span>,
        ],
        kind === '' ? null : [t('vehicle.class'), kind],
        line(t('vehicle.plate'), text(vehicle.plate)),
        line(t('vehicle.vin'), text(vehicle.vin)),
        line(t('vehicle.registered'), registered === null ? null : date(registered, language)),
        line(t('vehicle.mileage'), mileage === null ? null : `${count(mileage)} km`),
        line(t('vehicle.price'), price === null ? null : amount(price)),
        line(t('vehicle.invoice'), invoice === null || invoice === price ? null : amount(invoice)),
      ]}
    />
  )
}
