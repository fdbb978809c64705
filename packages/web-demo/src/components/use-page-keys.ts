import { useEffect, useRef } from 'react'
import { areSingleKeysOn } from './single-keys.ts'

/** Keys of the whole page, by `KeyboardEvent.key` in lower case; with Ctrl or Command as `Ctrl+z`, with Shift as `Shift+a`. */
export type PageKeys = Readonly<Record<string, () => void>>

/** Listens for keys while no text is typed and no dialog is open. */
export function usePageKeys(keys: PageKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.altKey || event.defaultPrevented || isTyping(event.target)) return
      if (document.querySelector('dialog[open]')) return
      const isCommand = event.ctrlKey || event.metaKey
      if (!isCommand && !areSingleKeysOn()) return
      const key = event.key.toLowerCase()
      const keys = latest.current
      const shifted = event.shiftKey ? 'Shift+' : ''
      // Without Ctrl, Shift may be only how a key is typed, as with `?`.
      const act = isCommand ? keys[`Ctrl+${shifted}${key}`] : (keys[shifted + key] ?? keys[key])
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}
