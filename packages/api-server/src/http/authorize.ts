import type { Request } from 'express'
import type { Scope } from 'timesheets-sdk/model'
import { challenge } from 'timesheets-sdk/verify'
import type { Session } from './authenticate.ts'
import { HttpProblem } from './http-problem.ts'
import { resourceMetadataUrl } from './resource-metadata.ts'

/**
 * Lets the holder of `scope` pass; `null`: every caller.
 * @throws {HttpProblem} `insufficient_scope`, with a challenge that names the scope (RFC 6750 section 3.1)
 */
export function requireScope(req: Request, session: Session, scope: Scope | null): void {
  if (scope === null || session.token.scopes.has(scope)) return
  const detail = `the access token does not have the scope ${scope}`
  throw new HttpProblem('insufficient_scope', detail, {
    'WWW-Authenticate': challenge({
      error: 'insufficient_scope',
      errorDescription: detail,
      scopes: [scope],
      resourceMetadata: resourceMetadataUrl(req),
    }),
  })
}
