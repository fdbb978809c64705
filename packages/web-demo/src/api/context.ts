import { createContext, useContext } from 'react'
import type { Me } from 'timesheets-sdk/contract'
import type { Person, Scope } from 'timesheets-sdk/model'
import type { CallerPermissions } from 'timesheets-sdk/rules'
import type { ApiClient } from './client.ts'

/** The user of the application and their permissions, according to the API. */
export interface CallerInfo extends CallerPermissions {
  readonly userId: string
  /** Their entry in the roster; `null`: they are not in it. */
  readonly person: Person | null
  may(scope: Scope): boolean
}

/** The user of the application, of what the API says of them; `undefined`: their account may not use it. */
export function callerOf({ userId, person, scopes }: Me): CallerInfo | undefined {
  if (userId === null || !scopes.includes('read:timesheets')) return undefined
  return {
    userId,
    person,
    isMachine: false,
    scopes: new Set(scopes),
    may: (scope) => scopes.includes(scope),
  }
}

export const CallerContext = createContext<CallerInfo | undefined>(undefined)

export function useCaller(): CallerInfo {
  const caller = useContext(CallerContext)
  if (!caller) throw new Error('useCaller needs a CallerGate above it')
  return caller
}

export const ClientContext = createContext<ApiClient | undefined>(undefined)

/** The API's client of this application. */
export function useClient(): ApiClient {
  const client = useContext(ClientContext)
  if (!client) throw new Error('useClient needs a ClientContext above it')
  return client
}
