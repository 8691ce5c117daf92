/** Each wanted field, and the column or the constant that fills it. Of hundreds, those required, guessed or added. */
import { Input, Select } from 'antd'
import { memo, useMemo, useState } from 'react'
import type { Mapping, Preview } from '../../protocol/desktop/intake.ts'
import { useTexts } from '../i18n/index.ts'
import ui from '../ui/ui.module.css'
import css from './intake.module.css'
import { useIntake } from './intake-store.ts'
import { inOrder, mappingOf, withField } from './mapping.ts'

type Field = Preview['fields'][number]
type FieldMapping = Mapping['fields'][number]

export function FieldTable({ preview, mapping }: { preview: Preview; mapping: Mapping }) {
  const { t } = useTexts()
  const [added, setAdded] = useState<readonly string[]>([])
  const fields = useMemo(() => inOrder(preview.guess, preview.fields), [preview])
  const columns = useMemo(() => preview.columns.map(value => ({ value, label: value })), [preview])
  const shown = new Set([...preview.guess.fields, ...mapping.fields].map(each => each.field).concat(added))
  return (
    <>
      <table className={`${ui.table} ${css.fields}`}>
        <thead>
          <tr>
            <th scope="col">{t('intake.field')}</th>
            <th scope="col">{t('intake.column')}</th>
            <th scope="col">{t('intake.constant')}</th>
            <th scope="col">{t('intake.format')}</th>
            <th scope="col">{t('intake.sample')}</th>
          </tr>
        </thead>
        <tbody>
          {fields
            .filter(field => field.required || shown.has(field.id))
            .map(field => {
              const filled = mappingOf(mapping, field.id)
              const place = filled.column === null ? -1 : preview.columns.indexOf(filled.column)
              return (
                <FieldLine
                  key={field.id}
                  field={field}
                  columns={columns}
                  column={filled.column}
                  constant={filled.constant}
                  format={filled.format}
                  sample={preview.rows[0]?.[place] ?? ''}
                />
              )
            })}
        </tbody>
      </table>
      <AddField
        fields={fields.filter(field => !field.required && !shown.has(field.id))}
        add={id => setAdded([...added, id])}
      />
    </>
  )
}

function AddField({ fields, add }: { fields: readonly Field[]; add: (id: string) => void }) {
  const { t, pick } = useTexts()
  if (fields.length === 0) return null
  return (
    <div className={css.addField}>
      <Select
        className={css.columnChoice ?? ''}
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('intake.add-field')}
        placeholder={t('intake.add-field')}
        value={null}
        onChange={(id: string | null) => id !== null && add(id)}
        options={fields.map(field => ({ value: field.id, label: pick(field) }))}
      />
    </div>
  )
}

interface FieldLineProps extends Omit<FieldMapping, 'field'> {
  field: Field
  columns: { value: string; label: string }[]
  sample: string
}

function change(changed: FieldMapping): void {
  const { mapping, map } = useIntake.getState()
  if (mapping !== null) map(withField(mapping, changed))
}

const FieldLine = memo(function FieldLine({ field, columns, column, constant, format, sample }: FieldLineProps) {
  const { t, pick, coded } = useTexts()
  const name = pick(field)
  const current: FieldMapping = { field: field.id, column, constant, format }
  return (
    <tr>
      <td>
        {name}
        {field.unit === null ? null : (
          <span className={ui.soft}> {t('intake.unit', { unit: coded('unit-name', field.unit, null) })}</span>
        )}
        {field.required ? <span className={ui.refer}> {t('intake.required')}</span> : null}
      </td>
      <td>
        <Select
          className={css.columnChoice ?? ''}
          showSearch
          allowClear
          aria-label={t('intake.column-of', { field: name })}
          placeholder={t('intake.not-mapped')}
          value={column}
          onChange={chosen => change({ ...current, column: chosen ?? null, constant: null })}
          options={columns}
        />
      </td>
      <td>
        {column === null ? (
          <Input
            aria-label={t('intake.constant-of', { field: name })}
            value={constant ?? ''}
            onChange={event => change({ ...current, constant: event.target.value })}
          />
        ) : null}
      </td>
      <td>
        {column === null ? null : (
          <Input
            aria-label={t('intake.format-of', { field: name })}
            placeholder={t('intake.format-own')}
            title={t('intake.format-help')}
            value={format}
            onChange={event => change({ ...current, format: event.target.value })}
          />
        )}
      </td>
      <td className={ui.soft}>
        <bdi>{sample}</bdi>
      </td>
    </tr>
  )
})
