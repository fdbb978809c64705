import { useLayoutEffect, useRef } from 'react'

/**
 * Keys of the week page that act without Ctrl. No time begins with one of them, so they work on a focused
 * cell too.
 */
const weekKeys: ReadonlySet<string> = new Set(['[', ']', 't', 'n', 'p', '?'])

/** Whether a key acts on the week's page now, instead of beginning to edit the focused cell. */
export function isWeekKey(event: LayoutKey): boolean {
  return weekKeys.has(shortcutKey(event)) && areSingleKeysOn()
}

interface LayoutKey {
  readonly key: string
  readonly code: string
}

/**
 * The key of a shortcut, in lower case. A layout without Latin letters has the shortcut at the place of the
 * Latin letter: Ctrl+Z is Ctrl+Я on a Russian keyboard.
 */
export function shortcutKey({ key, code }: LayoutKey): string {
  const latin = /^Key([A-Z])$/.exec(code)?.[1]
  const isForeignLetter = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key)
  return (isForeignLetter && latin ? latin : key).toLowerCase()
}

const storageName = 'timesheets:single-keys'

/**
 * Whether keys without Ctrl act on the page. WCAG 2.1.4 requires a switch: speech input would trigger them.
 */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(storageName) !== 'off'
  } catch {
    return true
  }
}

export function setSingleKeys(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(storageName)
    else localStorage.setItem(storageName, 'off')
  } catch {
    // Storage is forbidden: the keys stay on.
  }
}

interface KeyEvent {
  readonly keyCode: number
  readonly isComposing?: boolean
  readonly nativeEvent?: { readonly isComposing: boolean }
}

/**
 * Whether a key belongs to an input method that is composing text: the Enter that confirms a Japanese word
 * commits nothing. Safari ends the composition before that Enter arrives; only its key code 229 reveals it.
 */
export function isComposing(event: KeyEvent): boolean {
  return Boolean(event.nativeEvent?.isComposing ?? event.isComposing) || event.keyCode === 229
}

/**
 * Whether a key writes a visible character. Some layouts need AltGr to write one; Ctrl and Alt never do.
 */
export function isPrintable(event: {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  getModifierState(key: 'AltGraph'): boolean
}): boolean {
  const isCommand = event.ctrlKey || event.metaKey || event.altKey
  return [...event.key.trim()].length === 1 && (!isCommand || event.getModifierState('AltGraph'))
}

/**
 * Keys of the whole page: `KeyboardEvent.key` in lower case, with Ctrl or Command `Ctrl+z`, with Shift
 * `Shift+a`.
 */
export type PageKeys = Readonly<Record<string, () => void>>

interface PageKeysOptions {
  /** Also in text fields. Only for keys with Ctrl or Command that no field needs. */
  readonly anywhere?: boolean
}

/** Listens for keys while no dialog is open and, unless `anywhere`, no text field has the focus. */
export function usePageKeys(keys: PageKeys, { anywhere = false }: PageKeysOptions = {}): void {
  const latest = useRef(keys)
  useLayoutEffect(() => {
    latest.current = keys
  })
  // As soon as the page is drawn: what is on the screen can be acted on.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event)) return
      // German keyboards write [ with AltGr, and with Option on a Mac; Windows reports AltGr as Ctrl+Alt.
      const isAltGr = event.getModifierState('AltGraph')
      if (event.altKey && !isAltGr && /^[\p{L}\p{N}]$|^.{2}/u.test(event.key)) return
      // React Aria repeats the keys of a search field on the list below it: the target alone does not tell.
      if (!anywhere && (isTextField(event.target) || isTextField(document.activeElement))) return
      if (document.querySelector('dialog[open]')) return
      const isCommand = (event.ctrlKey || event.metaKey) && !isAltGr
      if (!isCommand && !areSingleKeysOn()) return
      const key = shortcutKey(event)
      const keys = latest.current
      const shifted = event.shiftKey ? 'Shift+' : ''
      // Without Ctrl, Shift may be only how a key is typed, as with `?`.
      const act = isCommand ? keys[`Ctrl+${shifted}${key}`] : (keys[shifted + key] ?? keys[key])
      if (!act) return
      event.preventDefault()
      act()
    }
    // A cell that is edited keeps its keys to itself.
    document.addEventListener('keydown', onKeyDown, anywhere)
    return () => document.removeEventListener('keydown', onKeyDown, anywhere)
  }, [anywhere])
}

/** Whether a person writes text in it. */
function isTextField(target: EventTarget | null): boolean {
  const fields = 'input:not([type="checkbox"]), textarea, select, [contenteditable]'
  return target instanceof HTMLElement && target.matches(fields)
}
