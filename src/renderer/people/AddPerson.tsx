/** A new person: name, roles, and a first passphrase that they are told. */
import { Button, Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import type { PersonView } from '../../protocol/desktop/app.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { useTexts } from '../i18n/index.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { FailureNotice } from '../ui/State.tsx'
import css from './people.module.css'
import { ROLES } from './role-list.ts'

export const PASSPHRASE_MIN = 8

interface AddProps {
  close: () => void
  done: (person: PersonView) => void
}

export function AddPerson({ close, done }: AddProps) {
  const { t } = useTexts()
  const id = useId()
  const [name, setName] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [roles, setRoles] = useState<PersonView['roles']>(['underwriter'])
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const ready = name.trim() !== '' && passphrase.length >= PASSPHRASE_MIN && roles.length > 0
  const add = async () => {
    setBusy(true)
    try {
      done(await core.app.addPerson({ name, roles, passphrase }))
    } catch (error) {
      setFailure(failureOf(error))
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={t('people.add')}
      close={close}
      footer={[
        <Button key="cancel" onClick={close}>
          {t('picker.cancel')}
        </Button>,
        <Button key="add" type="primary" loading={busy} disabled={!ready} onClick={() => void add()}>
          {t('people.add')}
        </Button>,
      ]}
    >
      <div className={css.form}>
        <label htmlFor={`${id}-name`}>{t('people.name')}</label>
        <Input
          id={`${id}-name`}
          data-first
          maxLength={40}
          value={name}
          onChange={event => setName(event.target.value)}
        />
        <span>{t('people.roles')}</span>
        <Checkbox.Group
          className={css.roles ?? ''}
          value={roles}
          onChange={setRoles}
          options={ROLES.map(role => ({ value: role, label: t(`role.${role}`) }))}
        />
        <label htmlFor={`${id}-passphrase`}>{t('people.passphrase')}</label>
        <Input.Password
          id={`${id}-passphrase`}
          autoComplete="new-password"
          value={passphrase}
          onChange={event => setPassphrase(event.target.value)}
        />
        <p className={css.hint}>{t('people.passphrase-about', { min: PASSPHRASE_MIN })}</p>
        {failure === null ? null : <FailureNotice failure={failure} />}
      </div>
    </Dialog>
  )
}
