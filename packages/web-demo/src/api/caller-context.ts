import { createContext, useContext } from 'react'
import type { Person, Scope } from 'timesheets-sdk/model'

/** Who uses the application, and what they may do, as the API says. */
export interface CallerInfo {
  readonly userId: string
  /** What the roster says of them; `null`: they are not in it. */
  readonly person: Person | null
  may(scope: Scope): boolean
}

export const CallerContext = createContext<CallerInfo | undefined>(undefined)

export function useCaller(): CallerInfo {
  const caller = useContext(CallerContext)
  if (!caller) throw new Error('useCaller needs a CallerGate above it')
  return caller
}
