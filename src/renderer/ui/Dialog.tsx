/** A dialog: antd's, with the keyboard to itself while it is open, and Escape to leave it. */
import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { type KeyMap, useKeys } from './keys.ts'

interface DialogProps {
  /** Null: the content speaks for itself, and nothing is drawn above it. */
  title: string | null
  close: () => void
  keys?: KeyMap
  width?: number
  footer?: ReactNode
  children: ReactNode
}

export function Dialog({ title, close, keys = {}, width = 520, footer = null, children }: DialogProps) {
  useKeys({ escape: close, ...keys }, { modal: true })
  return (
    <Modal open title={title} onCancel={close} footer={footer} width={width} closable={title !== null} keyboard={false}>
      {children}
    </Modal>
  )
}
