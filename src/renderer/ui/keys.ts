/**
 * The keyboard, in layers, one for each component that takes keys. While a modal layer is there (a dialog), its keys
 * are the only ones. Plain keys are left alone while somebody types; Escape and Ctrl keys are not.
 */
import { useEffect, useRef } from 'react'

export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>

interface Layer {
  keys: KeyMap
  modal: boolean
}

const layers: Layer[] = []

/** `ctrl+k`, `escape`, `j`, `?`; Command counts as Ctrl, so that one list serves every system. */
export function keyName(event: KeyboardEvent): string {
  const key = event.key.toLowerCase()
  return event.ctrlKey || event.metaKey ? `ctrl+${key}` : key
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
}

/** Keys that a focused control uses itself: they reach the screen only from where no control is. */
function isControlKey(name: string, target: EventTarget | null): boolean {
  if (name !== 'enter' && name !== ' ') return false
  return target instanceof HTMLElement && target.closest('button, a[href], [role="menuitem"], [role="option"]') !== null
}

function dispatch(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return
  const name = keyName(event)
  const everywhere = name === 'escape' || name.startsWith('ctrl+')
  if ((isTyping(event.target) && !everywhere) || isControlKey(name, event.target)) return
  const modal = layers.findLast(layer => layer.modal)
  const handler = (modal ?? layers.findLast(layer => name in layer.keys))?.keys[name]
  if (handler === undefined) return
  event.preventDefault()
  handler(event)
}

document.addEventListener('keydown', dispatch)

/** Lays `keys` over those of the components outside, while the component is shown and `enabled`. */
export function useKeys(keys: KeyMap, options: { modal?: boolean; enabled?: boolean } = {}): void {
  const { modal = false, enabled = true } = options
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (!enabled) return
    const layer: Layer = {
      get keys() {
        return latest.current
      },
      modal,
    }
    layers.push(layer)
    return () => void layers.splice(layers.indexOf(layer), 1)
  }, [modal, enabled])
}
