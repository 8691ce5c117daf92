/** Which columns the queue has besides those that one works by; it stays open until one looks away. */
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTexts } from '../i18n/index.ts'
import { EXTRA_COLUMNS } from './query.ts'
import { useQueue } from './queue-store.ts'

export function ColumnMenu() {
  const { t } = useTexts()
  const { extra, keep } = useQueue()
  const [open, setOpen] = useState(false)
  const toggle = (column: string) =>
    keep({ extra: extra.includes(column) ? extra.filter(each => each !== column) : [...extra, column] })
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      open={open}
      onOpenChange={(next, { source }) => source === 'trigger' && setOpen(next)}
      menu={{
        items: EXTRA_COLUMNS.map(column => ({
          key: column,
          label: t(`column.${column}`),
          icon: <span aria-hidden="true">{extra.includes(column) ? '✓' : '\u2003'}</span>,
        })),
        multiple: true,
        selectable: true,
        selectedKeys: [...extra],
        onSelect: ({ key }) => toggle(key),
        onDeselect: ({ key }) => toggle(key),
      }}
    >
      <Button aria-haspopup="menu" aria-expanded={open}>
        {t('queue.columns')}
      </Button>
    </Dropdown>
  )
}
