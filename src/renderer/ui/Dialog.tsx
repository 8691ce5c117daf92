/** A dialog: antd's, with the keyboard to itself while it is open, and Escape to leave it. */
import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { type KeyMap, useKeys } from './keys.ts'

interface DialogProps {
  title: string
  /** The content speaks for itself: the title is only read out. */
  bare?: boolean
  close: () => void
  keys?: KeyMap
  width?: number
  footer?: ReactNode
  children: ReactNode
}

const BARE = { styles: { header: { display: 'none' } } }

export function Dialog({ title, bare = false, close, keys = {}, width = 520, footer = null, children }: DialogProps) {
  useKeys({ escape: close, ...keys }, { modal: true })
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      footer={footer}
      width={width}
      closable={!bare}
      keyboard={false}
      {...(bare ? BARE : {})}
    >
      {children}
    </Modal>
  )
}
