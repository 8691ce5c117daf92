/** What is in the file beside what is wanted of it: guessed, changed by hand, kept as a preset. */
import { Button, Select } from 'antd'
import { bytes } from '../i18n/format.ts'
import { useTexts } from '../i18n/index.ts'
import { useNamesStore } from '../review/names-store.ts'
import { Panel } from '../ui/Panel.tsx'
import { Notice } from '../ui/State.tsx'
import { FieldTable } from './FieldTable.tsx'
import css from './intake.module.css'
import { useIntake } from './intake-store.ts'
import { missesScenario, missingFields } from './mapping.ts'
import { PreviewTable } from './PreviewTable.tsx'
import { SavePreset } from './SavePreset.tsx'

export function MappingStep() {
  const { t, pick } = useTexts()
  const { preview, mapping, dryRun, startOver, chooseSheet } = useIntake()
  if (preview === null || mapping === null) return null
  const missing = missingFields(mapping, preview.fields).map(field => pick(field))
  if (missesScenario(mapping)) missing.push(t('column.scenario'))
  const about = [
    bytes(preview.bytes),
    preview.format.toUpperCase(),
    preview.encoding,
    preview.delimiter === null
      ? null
      : t('intake.delimiter', { delimiter: preview.delimiter === '\t' ? 'Tab' : preview.delimiter }),
    t('intake.columns', { count: preview.columns.length }),
  ].filter(part => part !== null)
  return (
    <>
      <div className={css.line}>
        <strong>{preview.fileName}</strong>
        <span className={css.soft}>{about.join(' · ')}</span>
        {preview.sheets.length > 1 ? (
          <Select
            aria-label={t('intake.sheet')}
            value={preview.sheet}
            onChange={sheet => sheet !== null && void chooseSheet(sheet)}
            options={preview.sheets.map(sheet => ({ value: sheet, label: sheet }))}
          />
        ) : null}
      </div>
      <Panel title={t('intake.preview')} about={t('intake.preview-about', { count: preview.rows.length })}>
        <PreviewTable preview={preview} mapping={mapping} />
      </Panel>
      <Terms />
      <Panel title={t('intake.mapping')} about={t('intake.mapping-about')}>
        <FieldTable preview={preview} mapping={mapping} />
      </Panel>
      <div className={css.foot}>
        <Button onClick={startOver}>{t('intake.other-file')}</Button>
        <SavePreset />
        <span className={css.space} />
        {missing.length === 0 ? null : (
          <Notice tone="attention">{t('intake.missing', { fields: missing.join(t('list.and')) })}</Notice>
        )}
        <Button type="primary" disabled={missing.length > 0} onClick={() => void dryRun()}>
          {t('intake.try')}
        </Button>
      </div>
    </>
  )
}

/** Preset, scenario and currency: what holds for the file as a whole. */
function Terms() {
  const { t, pick } = useTexts()
  const { preview, mapping, map } = useIntake()
  const scenarios = useNamesStore(store => store.names.scenarios)
  if (preview === null || mapping === null) return null
  const known = Object.entries(scenarios).map(([value, name]) => ({ value, label: pick(name) }))
  const listed = mapping.scenario === '' || known.some(({ value }) => value === mapping.scenario)
  return (
    <div className={css.terms}>
      <span>{t('intake.preset')}</span>
      <Select
        aria-label={t('intake.preset')}
        value={mapping.preset}
        placeholder={t('intake.preset-none')}
        onChange={id => {
          const preset = preview.presets.find(each => each.id === id)
          if (preset !== undefined) map({ ...preset.mapping, preset: preset.id })
        }}
        options={preview.presets.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <span>{t('column.scenario')}</span>
      <Select
        aria-label={t('column.scenario')}
        value={mapping.scenario === '' ? null : mapping.scenario}
        placeholder={t('intake.choose-scenario')}
        onChange={scenario => scenario !== null && map({ ...mapping, scenario })}
        options={listed ? known : [...known, { value: mapping.scenario, label: mapping.scenario }]}
      />
      <span>{t('intake.currency')}</span>
      <Select
        aria-label={t('intake.currency')}
        value={mapping.currency}
        onChange={currency => map({ ...mapping, currency })}
        options={(['CNY', 'USD'] as const).map(value => ({ value, label: t(`currency.${value}`) }))}
      />
    </div>
  )
}
