import type { Request } from 'express'
import type { Operation } from 'timesheets-sdk/contract'
import type { Scope } from 'timesheets-sdk/model'
import { challenge } from 'timesheets-sdk/verify'
import type { Session } from './authenticate.ts'
import { HttpProblem } from './http-problem.ts'
import { resourceMetadataUrl } from './resource-metadata.ts'

/**
 * Lets the holder of `scope` pass, of a list the holder of one; `null`: every caller.
 * @throws {HttpProblem} `insufficient_scope`, with a challenge that names the scope (RFC 6750 section 3.1)
 */
export function requireScope(req: Request, session: Session, scope: Operation['scope']): void {
  if (scope === null) return
  const enough: readonly Scope[] = typeof scope === 'string' ? [scope] : scope
  if (enough.some((one) => session.token.scopes.has(one))) return
  const detail = `the access token does not have the scope ${enough.join(' or ')}`
  throw new HttpProblem('insufficient_scope', detail, {
    'WWW-Authenticate': challenge({
      error: 'insufficient_scope',
      errorDescription: detail,
      scopes: enough.slice(0, 1),
      resourceMetadata: resourceMetadataUrl(req),
    }),
  })
}
