/** Keys of the week's page that act without Ctrl. No hours begin with one of them, so they act on a focused cell as well. */
const weekKeys: ReadonlySet<string> = new Set(['[', ']', 't', 'n', '?'])

/** Whether a key acts on the week's page now, instead of beginning to edit the focused cell. */
export function isWeekKey(key: string): boolean {
  return weekKeys.has(key.toLowerCase()) && areSingleKeysOn()
}

const storageName = 'timesheets:single-keys'

/**
 * Whether keys without Ctrl act on the page. They can be switched off, as WCAG 2.1.4 asks for: who speaks to their computer
 * would set them off by talking.
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
