/** The door: who are you, and the passphrase. Also laid over the frame when the core has forgotten who was here. */
import { Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import type { PersonView } from '../../protocol/desktop/app.ts'
import { signIn, signOut, useSession } from '../app/session.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { useTexts } from '../i18n/index.ts'
import { LanguageSwitch } from '../settings/LanguageSwitch.tsx'
import { useKeys } from '../ui/keys.ts'
import { Name } from '../ui/Name.tsx'
import { FailureNotice } from '../ui/State.tsx'
import css from './people.module.css'
import { Roles } from './Roles.tsx'

export function SignIn({ again }: { again?: PersonView }) {
  const { t } = useTexts()
  const company = useSession(session => session.state?.company)
  useKeys({}, { modal: true, enabled: again !== undefined })
  return (
    <div className={again === undefined ? css.door : css.doorOver}>
      <Box over={again !== undefined}>
        <header className={css.doorHead}>
          <div>
            <h1>{again === undefined ? (company?.name ?? 'LeaseDesk') : t('sign-in.again')}</h1>
            <p>
              {t(again !== undefined ? 'sign-in.again-about' : company?.demo ? 'sign-in.about-demo' : 'sign-in.about')}
            </p>
          </div>
          <LanguageSwitch />
        </header>
        <SignInForm initial={again ?? null} />
        {again === undefined ? null : (
          <Button type="link" onClick={() => void signOut()}>
            {t('sign-in.other')}
          </Button>
        )}
      </Box>
    </div>
  )
}

function Box({ over, children }: { over: boolean; children: ReactNode }) {
  const { t } = useTexts()
  if (!over) return <main className={css.doorBox}>{children}</main>
  return (
    <div className={css.doorBox} role="dialog" aria-modal="true" aria-label={t('sign-in.again')}>
      {children}
    </div>
  )
}

/** The people, and the passphrase of the one chosen. A demo's people show theirs: one click is enough. */
export function SignInForm({ initial, done = () => {} }: { initial: PersonView | null; done?: () => void }) {
  const { t } = useTexts()
  const label = useId()
  const everybody = useSession(session => session.state?.people) ?? []
  const people = initial === null ? everybody.filter(each => each.active) : [initial]
  const [person, setPerson] = useState<PersonView | null>(initial ?? (people.length === 1 ? (people[0] ?? null) : null))
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)

  const enter = async (who: PersonView, secret: string) => {
    setBusy(true)
    setFailure(null)
    try {
      await signIn(who.id, secret)
      done()
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setBusy(false)
    }
  }
  const choose = (who: PersonView) => {
    setPerson(who)
    setPassphrase('')
    setFailure(null)
    if (who.demoPassphrase !== null) void enter(who, who.demoPassphrase)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (person !== null) void enter(person, passphrase)
  }
  return (
    <>
      <ul className={css.people} aria-label={t('sign-in.people')}>
        {people.map(each => (
          <li key={each.id}>
            <button
              type="button"
              className={css.personLine}
              aria-pressed={each.id === person?.id}
              disabled={busy}
              onClick={() => choose(each)}
            >
              <strong>
                <Name>{each.name}</Name>
              </strong>
              <Roles roles={each.roles} />
              {each.demoPassphrase === null ? null : <code className={css.shown}>{each.demoPassphrase}</code>}
            </button>
          </li>
        ))}
      </ul>
      {person === null ? null : (
        <form className={css.passphrase} onSubmit={submit}>
          <label htmlFor={label}>{t('sign-in.passphrase', { name: person.name })}</label>
          <div className={css.passphraseLine}>
            <Input.Password
              id={label}
              key={person.id}
              autoFocus
              autoComplete="current-password"
              value={passphrase}
              onChange={event => setPassphrase(event.target.value)}
            />
            <Button type="primary" htmlType="submit" loading={busy} disabled={passphrase === ''}>
              {t('sign-in.enter')}
            </Button>
          </div>
        </form>
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </>
  )
}
