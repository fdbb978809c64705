import type { Request } from 'express'
import type { Operation } from 'timesheets-sdk/contract'
import { HttpProblem, missingScope } from 'timesheets-sdk/decide'
import { challenge } from 'timesheets-sdk/verify'
import { resourceMetadataUrl } from '../response/resource-metadata.ts'
import type { Session } from './authenticate.ts'

/**
 * Requires `scope`, or one scope of a list; `null` allows every caller.
 * @throws {HttpProblem} `insufficient_scope`, with a challenge that names the scope (RFC 6750 section 3.1)
 */
export function requireScope(
  req: Request,
  session: Session,
  scope: Operation['scope'],
  publicUrl: string | undefined,
): void {
  const missing = missingScope(session.token.scopes, scope)
  if (!missing) return
  const resourceMetadata = resourceMetadataUrl(req, publicUrl)
  throw new HttpProblem('insufficient_scope', missing.detail, {
    'WWW-Authenticate': challenge({
      scheme: session.token.boundKey === null ? 'Bearer' : 'DPoP',
      error: 'insufficient_scope',
      errorDescription: missing.detail,
      scopes: [missing.scope],
      ...(resourceMetadata === undefined ? {} : { resourceMetadata }),
    }),
  })
}
