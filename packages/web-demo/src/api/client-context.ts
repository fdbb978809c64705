import { createContext, useContext } from 'react'
import type { TimesheetsClient } from 'timesheets-sdk/client'

export const ClientContext = createContext<TimesheetsClient | undefined>(undefined)

/** The API's client of this application. */
export function useClient(): TimesheetsClient {
  const client = useContext(ClientContext)
  if (!client) throw new Error('useClient needs a ClientContext above it')
  return client
}
