import { TimesheetsError } from 'timesheets-sdk/client'
import { saidOfFailure } from '../texts/failed.ts'
import { getTexts } from '../texts/index.ts'
import type { Refusal } from './line.ts'

/** The reason why nothing is sent: the network or the API is unreachable, or the person has to sign in. */
export type Pause =
  /** No response, and the browser has no network. */
  | 'offline'
  /**
   * A response, but not from a working API: it restarts, or a proxy speaks in its place. Also no response
   * although the browser has a network: it hides the error page of a proxy from another origin.
   */
  | 'unavailable'
  | 'session'

/** The reason to pause all saving; `undefined`: the error concerns this request alone. */
export function pauseOf(error: unknown, isOnline = navigator.onLine): Pause | undefined {
  if (!(error instanceof TimesheetsError)) return undefined
  if (error.kind === 'unreachable') return error.status === undefined && !isOnline ? 'offline' : 'unavailable'
  return error.kind === 'not_authorized' && error.code !== 'insufficient_scope' ? 'session' : undefined
}

/** Why the API refused. */
export function refusalOf(error: unknown): Refusal {
  return saidOfFailure(error, getTexts().texts)
}
