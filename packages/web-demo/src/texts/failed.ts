import { TimesheetsError } from 'timesheets-sdk/client'
import type { Texts } from './en.ts'
import { type Said, saidOf } from './said.ts'

/** Why a request failed: the API's reason where it gave one, else what this application makes of it. */
export function saidOfFailure(error: unknown, { failure }: Pick<Texts, 'failure'>): Said {
  const own = (message: string): Said => ({ code: 'request_failed', message })
  if (!(error instanceof TimesheetsError)) return own(failure.explained)
  switch (error.kind) {
    case 'unreachable':
      return own(error.status === undefined ? failure.unreachable : failure.unavailable)
    case 'not_authorized':
      // The API names the scope that is missing.
      if (error.code !== 'insufficient_scope') return own(failure.notAuthorized)
      return error.problem ? saidOf(error.problem) : own(failure.mayNotRead)
    case 'refused':
      return error.problem ? saidOf(error.problem) : { code: error.code, message: error.message }
    default:
      return own(failure.unusable)
  }
}
