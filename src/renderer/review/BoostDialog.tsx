/** Moving a case up or down among those with the same deadline. */
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTexts } from '../i18n/index.ts'
import { Dialog } from '../ui/Dialog.tsx'
import css from './decide.module.css'
import { useQueue } from './queue-store.ts'

export function BoostDialog() {
  const { t } = useTexts()
  const row = useQueue(state => state.focused)
  const [boost, setBoost] = useState(row?.boost ?? 0)
  const close = () => useQueue.setState({ bulk: null })
  const save = () => {
    if (row !== null) void useQueue.getState().boost(row, boost)
  }
  if (row === null) return null
  return (
    <Dialog
      width={420}
      title={t('boost.title', { number: row.number })}
      close={close}
      keys={{ 'ctrl+enter': save }}
      footer={[
        <Button key="cancel" onClick={close}>
          {t('picker.cancel')}
        </Button>,
        <Button key="save" type="primary" onClick={save}>
          {t('boost.save')}
        </Button>,
      ]}
    >
      <p className={css.dialogText}>{t('boost.about')}</p>
      <InputNumber
        data-first
        aria-label={t('column.boost')}
        min={-100}
        max={100}
        precision={0}
        value={boost}
        onChange={value => setBoost(value ?? 0)}
        onPressEnter={save}
      />
    </Dialog>
  )
}
