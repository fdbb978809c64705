import { type KeyValueStorage, memoryStorage } from 'timesheets-sdk/auth'

export interface BrowserStorage {
  readonly storage: KeyValueStorage
  /** Whether it outlives the page, as a sign-in that leaves it needs. */
  readonly isDurable: boolean
}

/** `localStorage` or `sessionStorage`; memory where the browser forbids it, as it does where cookies are blocked. */
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
