import { useEffect, useRef } from 'react'
import { areSingleKeysOn } from './single-keys.ts'

/** Keys of the whole page, by `KeyboardEvent.key` in lower case; with Ctrl or Command as `Ctrl+z`. */
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
      const shifted = event.shiftKey && isCommand ? 'Shift+' : ''
      if (!isCommand && !areSingleKeysOn()) return
      const act = latest.current[`${isCommand ? 'Ctrl+' : ''}${shifted}${event.key.toLowerCase()}`]
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
