/** A company of one's own: its name, and the first administrator with a passphrase that nobody else can recover. */
import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { go } from '../app/route.ts'
import { useSession } from '../app/session.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { useTexts } from '../i18n/index.ts'
import { PASSPHRASE_MIN } from '../people/AddPerson.tsx'
import { FailureNotice } from '../ui/State.tsx'
import css from './setup.module.css'

export function Founding({ back }: { back: () => void }) {
  const { t, language } = useTexts()
  const id = useId()
  const [company, setCompany] = useState('')
  const [name, setName] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const differ = again !== '' && again !== passphrase
  const ready =
    company.trim() !== '' && name.trim() !== '' && passphrase.length >= PASSPHRASE_MIN && again === passphrase

  const found = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    setBusy(true)
    setFailure(null)
    try {
      go({ place: 'import' })
      useSession.getState().take(await core.app.found({ language, name: company, administrator: { name, passphrase } }))
    } catch (error) {
      setFailure(failureOf(error))
      setBusy(false)
    }
  }
  return (
    <form className={css.form} onSubmit={event => void found(event)}>
      <h1>{t('setup.company')}</h1>
      <label htmlFor={`${id}-company`}>{t('setup.company-name')}</label>
      <Input
        id={`${id}-company`}
        autoFocus
        maxLength={80}
        value={company}
        onChange={event => setCompany(event.target.value)}
      />
      <label htmlFor={`${id}-name`}>{t('setup.administrator')}</label>
      <Input id={`${id}-name`} maxLength={40} value={name} onChange={event => setName(event.target.value)} />
      <label htmlFor={`${id}-passphrase`}>{t('people.passphrase')}</label>
      <Input.Password
        id={`${id}-passphrase`}
        autoComplete="new-password"
        value={passphrase}
        onChange={event => setPassphrase(event.target.value)}
      />
      <label htmlFor={`${id}-again`}>{t('setup.passphrase-again')}</label>
      <Input.Password
        id={`${id}-again`}
        autoComplete="new-password"
        value={again}
        status={differ ? 'error' : ''}
        aria-invalid={differ}
        onChange={event => setAgain(event.target.value)}
      />
      <p className={css.hint} role="status">
        {differ ? t('setup.passphrase-differs') : t('setup.passphrase-about', { min: PASSPHRASE_MIN })}
      </p>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <div className={css.actions}>
        <Button onClick={back}>{t('setup.back')}</Button>
        <Button type="primary" htmlType="submit" loading={busy} disabled={!ready}>
          {t('setup.found')}
        </Button>
      </div>
    </form>
  )
}
