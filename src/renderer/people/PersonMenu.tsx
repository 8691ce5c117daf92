/** Who works here, in the header; opens to another person's passphrase, or out. */
import { Dropdown } from 'antd'
import { useState } from 'react'
import css from '../app/app.module.css'
import { signOut, usePerson } from '../app/session.ts'
import { useTexts } from '../i18n/index.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Name } from '../ui/Name.tsx'
import { SignInForm } from './SignIn.tsx'

export function PersonMenu() {
  const { t } = useTexts()
  const person = usePerson()
  const [switching, setSwitching] = useState(false)
  const [first] = person.roles
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'switch', label: t('person.switch'), onClick: () => setSwitching(true) },
            { key: 'out', label: t('person.sign-out'), onClick: () => void signOut() },
          ],
        }}
      >
        <button type="button" className={`${css.quiet} ${css.person}`} aria-haspopup="menu">
          <strong>
            <Name>{person.name}</Name>
          </strong>
          {first === undefined ? null : t(`role.${first}`)}
          {person.roles.length > 1 ? ` +${person.roles.length - 1}` : null}
        </button>
      </Dropdown>
      {switching ? (
        <Dialog title={t('person.switch')} close={() => setSwitching(false)}>
          <SignInForm initial={null} done={() => setSwitching(false)} />
        </Dialog>
      ) : null}
    </>
  )
}
