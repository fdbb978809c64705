import { TimesheetsError } from 'timesheets-sdk/client'
import { saidOf } from '../texts/said.ts'
import type { Refusal } from './line.ts'

/** Why nothing is sent just now: the network or the API is away, or there is no token without the person. */
export type Pause = 'offline' | 'session'

/** What holds up everything, where the error says so; `undefined`: it is about this request alone. */
export function pauseOf(error: unknown): Pause | undefined {
  if (!(error instanceof TimesheetsError)) return undefined
  if (error.kind === 'unreachable') return 'offline'
  return error.kind === 'not_authorized' && error.code !== 'insufficient_scope' ? 'session' : undefined
}

/** Why the API refused. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof TimesheetsError) {
    return error.problem ? saidOf(error.problem) : { code: error.code, message: error.message }
  }
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error) }
}
