/** A folder that came from another machine: this one has no key for it, and asks for the folder's passphrase. */
import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { useSession } from '../app/session.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { useTexts } from '../i18n/index.ts'
import css from '../people/people.module.css'
import { LanguageSwitch } from '../settings/LanguageSwitch.tsx'
import { FailureNotice } from '../ui/State.tsx'

export function Sealed() {
  const { t } = useTexts()
  const label = useId()
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const unlock = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setFailure(null)
    try {
      useSession.getState().take(await core.app.unlock({ passphrase }))
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={css.door}>
      <main className={css.doorBox}>
        <header className={css.doorHead}>
          <div>
            <h1>{t('sealed.title')}</h1>
            <p>{t('sealed.about')}</p>
          </div>
          <LanguageSwitch />
        </header>
        <form className={css.passphrase} onSubmit={unlock}>
          <label htmlFor={label}>{t('sealed.passphrase')}</label>
          <div className={css.passphraseLine}>
            <Input.Password
              id={label}
              autoFocus
              autoComplete="off"
              value={passphrase}
              onChange={event => setPassphrase(event.target.value)}
            />
            <Button type="primary" htmlType="submit" loading={busy} disabled={passphrase === ''}>
              {t('sealed.open')}
            </Button>
          </div>
        </form>
        {failure === null ? null : <FailureNotice failure={failure} />}
      </main>
    </div>
  )
}
