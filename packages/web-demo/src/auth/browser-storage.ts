import { type KeyValueStorage, memoryStorage } from 'timesheets-sdk/auth'

export interface BrowserStorage {
  readonly storage: KeyValueStorage
  /** True if it outlives the page, which a sign-in by redirect requires. */
  readonly isDurable: boolean
}

/**
 * `localStorage` or `sessionStorage`; memory where the browser denies access, as it does when cookies are
 * blocked.
 */
export function browserStorage(name: 'localStorage' | 'sessionStorage'): BrowserStorage {
  try {
    const storage = globalThis[name]
    const probe = 'timesheets:probe'
    storage.setItem(probe, '1')
    storage.removeItem(probe)
    return { storage, isDurable: true }
  } catch {
    return { storage: memoryStorage(), isDurable: false }
  }
}
