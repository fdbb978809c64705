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
