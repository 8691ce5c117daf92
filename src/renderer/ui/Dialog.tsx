/** A dialog: antd's, with the keyboard to itself while it is open, and Escape to leave it. */
import { Modal } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
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
  const content = useRef<HTMLDivElement>(null)
  useFocusBack()
  useEffect(() => {
    // What is marked `data-first`, else the content: not the close button, whose Enter would leave.
    const first = content.current?.querySelector<HTMLElement>('[data-first]')
    ;(first ?? content.current)?.focus()
  }, [])
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
      <div ref={content} tabIndex={-1}>
        {children}
      </div>
    </Modal>
  )
}

/** Whoever closes a dialog stands again where they stood before it. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    },
    [before],
  )
}
