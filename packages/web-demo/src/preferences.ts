import { keptStore } from './kept-store.ts'
import { useStore } from './store.ts'

export const themes = ['system', 'light', 'dark'] as const
export const hourStyles = ['clock', 'decimal'] as const

/** How the application looks to the people of this device. */
export interface Preferences {
  readonly theme: (typeof themes)[number]
  /** `clock`: 7:30; `decimal`: 7.50 */
  readonly hours: (typeof hourStyles)[number]
  /** The zone of “today” and of times of day, such as `Europe/Berlin`; `undefined`: that of the device. */
  readonly timeZone: string | undefined
}

const standard: Preferences = { theme: 'system', hours: 'clock', timeZone: undefined }
const chosen = keptStore<Preferences>('timesheets:preferences', readPreferences)
chosen.subscribe(showTheme)

/** Preferences are read when they are used, so that a change needs no reload. */
export function getPreferences(): Preferences {
  return chosen.getState()
}

export function usePreferences(): Preferences {
  return useStore(chosen)
}

/** Changes some preferences, here and for the next time. */
export function choosePreferences(part: Partial<Preferences>): void {
  chosen.update((preferences) => ({ ...preferences, ...part }))
}

/** Shows the chosen theme; by default that of the device. */
function showTheme(): void {
  const { theme } = getPreferences()
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

function readPreferences(kept: unknown): Preferences {
  if (typeof kept !== 'object' || kept === null) return standard
  const { theme, hours, timeZone } = kept as Partial<Record<keyof Preferences, unknown>>
  return {
    theme: themes.find((one) => one === theme) ?? standard.theme,
    hours: hourStyles.find((one) => one === hours) ?? standard.hours,
    timeZone: isTimeZone(timeZone) ? timeZone : undefined,
  }
}

function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string') return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
