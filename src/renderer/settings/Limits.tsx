/** The company's figures: how long a decision can be taken back, how long a claim lasts, how long a review may take. */
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { usePerson, useReadOnly } from '../app/session.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { useTexts } from '../i18n/index.ts'
import { Panel } from '../ui/Panel.tsx'
import { Saved, useSaved } from '../ui/Saved.tsx'
import { FailureNotice } from '../ui/State.tsx'
import ui from '../ui/ui.module.css'
import type { CompanySettings } from './Settings.tsx'
import css from './settings.module.css'

const NAMES = ['takeBackSeconds', 'leaseMinutes', 'reviewHours'] as const
type Name = (typeof NAMES)[number]

interface LimitsProps {
  settings: CompanySettings
  changed: () => void
}

export function Limits({ settings, changed }: LimitsProps) {
  const { t } = useTexts()
  const { roles } = usePerson()
  const readOnly = useReadOnly()
  const [saved, tell] = useSaved<Name>()
  const [failed, setFailed] = useState<{ name: Name; failure: Failure } | null>(null)
  const may = roles.includes('administrator') && !readOnly
  const save = (name: Name, value: number) => {
    setFailed(null)
    core.settings
      .set({ name, value })
      .then(() => {
        tell(name)
        changed()
      })
      .catch(error => setFailed({ name, failure: failureOf(error) }))
  }
  return (
    <Panel title={t('settings.limits')} about={may ? null : t('settings.administrators')}>
      <ul>
        {NAMES.map(name => (
          <li key={name} className={css.limit}>
            <div>
              <div>{t(`settings.${name}`)}</div>
              <div className={ui.soft}>{t(`settings.${name}-about`)}</div>
            </div>
            <div className={css.limitValue}>
              <Saved shown={saved === name} />
              {may ? (
                <LimitInput key={settings[name]} name={name} value={settings[name]} save={save} />
              ) : (
                <span>
                  {settings[name]} {t(`settings.${name}-unit`)}
                </span>
              )}
            </div>
            {failed?.name === name ? <FailureNotice failure={failed.failure} /> : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

interface LimitInputProps {
  name: Name
  value: number
  save: (name: Name, value: number) => void
}

function LimitInput({ name, value, save }: LimitInputProps) {
  const { t } = useTexts()
  const [typed, setTyped] = useState<number | null>(value)
  return (
    <>
      <InputNumber
        aria-label={t(`settings.${name}`)}
        min={0}
        max={10_000}
        precision={0}
        value={typed}
        onChange={setTyped}
        onPressEnter={() => typed !== null && typed !== value && save(name, typed)}
        suffix={t(`settings.${name}-unit`)}
      />
      {typed !== null && typed !== value ? (
        <Button type="primary" onClick={() => save(name, typed)}>
          {t('settings.save')}
        </Button>
      ) : null}
    </>
  )
}
