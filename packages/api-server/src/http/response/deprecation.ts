import type { Response } from 'express'
import type { Deprecation } from 'timesheets-sdk/contract'

/**
 * Announces the end of an operation on a response, whether it succeeds or not: `Deprecation` (RFC 9745),
 * `Sunset` (RFC 8594) once the date of the end is known, and `Link` to what to use instead.
 */
export function announceDeprecation(res: Response, { since, endsOn, see }: Deprecation): void {
  res.set('Deprecation', `@${Date.parse(since) / 1_000}`)
  if (endsOn !== undefined) res.set('Sunset', new Date(endsOn).toUTCString())
  res.append('Link', `<${see}>; rel="deprecation"; type="text/html"`)
}
