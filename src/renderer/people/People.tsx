/** The people of the company: who there is, what they may do, and whether they still work here. */
import { Button, Checkbox, Switch } from 'antd'
import { useState } from 'react'
import type { PersonView } from '../../protocol/desktop/app.ts'
import { usePerson, useReadOnly, useSession } from '../app/session.ts'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { useTexts } from '../i18n/index.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Name } from '../ui/Name.tsx'
import { Panel } from '../ui/Panel.tsx'
import { Saved, useSaved } from '../ui/Saved.tsx'
import { FailureNotice } from '../ui/State.tsx'
import ui from '../ui/ui.module.css'
import { AddPerson } from './AddPerson.tsx'
import css from './people.module.css'
import { Roles } from './Roles.tsx'
import { ROLES } from './role-list.ts'

export function People() {
  const { t } = useTexts()
  const me = usePerson()
  const people = useSession(session => session.state?.people) ?? []
  const readOnly = useReadOnly()
  const [open, setOpen] = useState<'add' | PersonView | null>(null)
  const administrator = me.roles.includes('administrator') && !readOnly
  const [saved, tell] = useSaved<string>()
  const close = () => setOpen(null)
  const done = ({ id }: PersonView) => {
    tell(id)
    close()
  }
  return (
    <Panel
      title={t('people.title')}
      about={t('people.count', { count: people.length })}
      aside={administrator ? <Button onClick={() => setOpen('add')}>{t('people.add')}</Button> : null}
    >
      <table className={ui.table}>
        <thead>
          <tr>
            <th>{t('people.name')}</th>
            <th>{t('people.roles')}</th>
            <th>{t('people.state')}</th>
            {administrator ? (
              <th>
                <span className={ui.hidden}>{t('people.change')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {people.map(person => (
            <tr key={person.id}>
              <td>
                <strong>
                  <Name>{person.name}</Name>
                </strong>
                {person.id === me.id ? <span className={ui.soft}> {t('people.you')}</span> : null}
              </td>
              <td>
                <Roles roles={person.roles} />
              </td>
              <td>
                {t(person.active ? 'people.active' : 'people.inactive')} <Saved shown={saved === person.id} />
              </td>
              {administrator ? (
                <td className={ui.number}>
                  <Button type="link" onClick={() => setOpen(person)}>
                    {t('people.change')}
                  </Button>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {open === 'add' ? <AddPerson close={close} done={done} /> : null}
      {open !== null && open !== 'add' ? <ChangePerson person={open} close={close} done={done} /> : null}
    </Panel>
  )
}

interface ChangeProps {
  person: PersonView
  close: () => void
  done: (person: PersonView) => void
}

function ChangePerson({ person, close, done }: ChangeProps) {
  const { t } = useTexts()
  const [roles, setRoles] = useState(person.roles)
  const [active, setActive] = useState(person.active)
  const [failure, setFailure] = useState<Failure | null>(null)
  const save = () =>
    core.app
      .changePerson({ id: person.id, roles, active })
      .then(done)
      .catch(error => setFailure(failureOf(error)))
  return (
    <Dialog
      title={t('people.change-title', { name: person.name })}
      close={close}
      footer={[
        <Button key="cancel" onClick={close}>
          {t('picker.cancel')}
        </Button>,
        <Button key="save" type="primary" disabled={roles.length === 0} onClick={() => void save()}>
          {t('people.save')}
        </Button>,
      ]}
    >
      <div className={css.form}>
        <Checkbox.Group
          className={css.roles ?? ''}
          value={roles}
          onChange={setRoles}
          options={ROLES.map(role => ({ value: role, label: t(`role.${role}`) }))}
        />
        <div className={css.switchLine}>
          <Switch checked={active} onChange={setActive} aria-label={t('people.works-here')} />
          <span>{t(active ? 'people.works-here' : 'people.inactive-about')}</span>
        </div>
        {failure === null ? null : <FailureNotice failure={failure} />}
      </div>
    </Dialog>
  )
}
