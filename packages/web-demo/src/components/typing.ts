interface KeyEvent {
  readonly keyCode: number
  readonly isComposing?: boolean
  readonly nativeEvent?: { readonly isComposing: boolean }
}

/**
 * Whether a key belongs to an input method that is composing text: the Enter that confirms a Japanese word commits nothing.
 * Safari ends the composition before that Enter arrives, and tells it by the key code 229 alone.
 */
export function isComposing(event: KeyEvent): boolean {
  return Boolean(event.nativeEvent?.isComposing ?? event.isComposing) || event.keyCode === 229
}

/**
 * Whether a key writes a character that is seen, as against one that acts: AltGr is how some layouts write one, Ctrl and Alt
 * are not.
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
