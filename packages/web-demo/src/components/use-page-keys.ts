import { useEffect, useRef } from 'react'
import { areSingleKeysOn } from './single-keys.ts'
import { isComposing } from './typing.ts'

/** Keys of the whole page, by `KeyboardEvent.key` in lower case; with Ctrl or Command as `Ctrl+z`, with Shift as `Shift+a`. */
export type PageKeys = Readonly<Record<string, () => void>>

/** Listens for keys while no text field has the focus and no dialog is open. */
export function usePageKeys(keys: PageKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.altKey || event.defaultPrevented || isComposing(event)) return
      // React Aria repeats the keys of a search field on the list below it: the target alone does not tell.
      if (isTextField(event.target) || isTextField(document.activeElement)) return
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

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}
