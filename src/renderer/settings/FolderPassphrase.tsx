/** The passphrase that opens the company's folder on a machine that has no key for it: administrators change it. */
import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { core } from '../connection/core.ts'
import { type Failure, failureOf } from '../connection/failure.ts'
import { useTexts } from '../i18n/index.ts'
import { FailureNotice } from '../ui/State.tsx'
import ui from '../ui/ui.module.css'
import css from './settings.module.css'

const SHORTEST = 8

export function FolderPassphrase({ changed }: { changed: () => void }) {
  const { t } = useTexts()
  const label = useId()
  const [passphrase, setPassphrase] = useState('')
  const [saved, setSaved] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setFailure(null)
    setSaved(false)
    try {
      await core.settings.setPassphrase({ passphrase })
      setPassphrase('')
      setSaved(true)
      changed()
    } catch (error) {
      setFailure(failureOf(error))
    }
  }
  return (
    <form className={css.limit} onSubmit={save}>
      <label htmlFor={label}>
        {t('folder-passphrase.label')}
        <div className={ui.soft}>{t('folder-passphrase.about')}</div>
        <div className={ui.approve} role="status">
          {saved ? `✓ ${t('folder-passphrase.saved')}` : ''}
        </div>
      </label>
      <div className={css.folderPassphrase}>
        <Input.Password
          id={label}
          autoComplete="new-password"
          value={passphrase}
          onChange={event => setPassphrase(event.target.value)}
        />
        <Button htmlType="submit" disabled={passphrase.length < SHORTEST}>
          {t('folder-passphrase.set')}
        </Button>
      </div>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </form>
  )
}
