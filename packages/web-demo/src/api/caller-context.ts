import { createContext, useContext } from 'react'
import type { Scope } from 'timesheets-sdk/model'

/** Who uses the application, and what they may do, as the API says. */
export interface CallerInfo {
  readonly userId: string
  may(scope: Scope): boolean
}

export const CallerContext = createContext<CallerInfo | undefined>(undefined)

export function useCaller(): CallerInfo {
  const caller = useContext(CallerContext)
  if (!caller) throw new Error('useCaller needs a CallerGate above it')
  return caller
}
