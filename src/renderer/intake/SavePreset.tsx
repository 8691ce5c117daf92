/** Keeping a mapping under a name, for the next file of the same kind. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTexts } from '../i18n/index.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useIntake } from './intake-store.ts'

export function SavePreset() {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const ready = name.trim() !== ''
  const save = async () => {
    if (ready && (await useIntake.getState().savePreset(name))) setOpen(false)
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('intake.save-preset')}</Button>
      {open ? (
        <Dialog
          title={t('intake.save-preset')}
          close={() => setOpen(false)}
          width={420}
          footer={
            <Button type="primary" disabled={!ready} onClick={() => void save()}>
              {t('intake.save-preset')}
            </Button>
          }
        >
          <Input
            data-first
            aria-label={t('intake.preset-name')}
            placeholder={t('intake.preset-name')}
            maxLength={60}
            value={name}
            onChange={event => setName(event.target.value)}
            onPressEnter={() => void save()}
          />
        </Dialog>
      ) : null}
    </>
  )
}
