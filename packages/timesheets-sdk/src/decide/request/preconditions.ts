import type { Operation } from '../../contract/operation.ts'
import { HttpProblem } from '../problem-error.ts'

/** The header fields of preconditions that compare entity tags (RFC 9110 section 13.1). */
export interface PreconditionFields {
  readonly ifMatch: string | undefined
  readonly ifNoneMatch: string | undefined
}

/** The conditions of a change. */
export interface Preconditions {
  /** The header field `If-Match`. */
  readonly ifMatch: string | undefined
  /** Whether nothing may exist yet: `If-None-Match: *`. */
  readonly createOnly: boolean
}

/**
 * The preconditions of a request. One that the operation cannot check is rejected: if it were ignored, the
 * client would overwrite what it meant to protect. `If-None-Match` of a read is none of these, since without
 * a current copy the response is a whole one. Conditions on dates are ignored (sections 13.1.3 and 13.1.4):
 * no resource has a modification date.
 *
 * @throws {HttpProblem} `malformed_request`
 */
export function readPreconditions(
  { method, path, ifMatch: takesIfMatch, ifNoneMatch: takesIfNoneMatch }: Operation,
  { ifMatch, ifNoneMatch }: PreconditionFields,
): Preconditions {
  if (ifMatch !== undefined && !takesIfMatch) throw unsupported('If-Match', method, path)
  if (ifNoneMatch === undefined || method === 'GET') return { ifMatch, createOnly: false }
  if (!takesIfNoneMatch) throw unsupported('If-None-Match', method, path)
  if (ifNoneMatch.trim() === '*') return { ifMatch, createOnly: true }
  throw new HttpProblem('malformed_request', `${method} ${path} supports If-None-Match only as *`)
}

function unsupported(field: string, method: string, path: string): HttpProblem {
  return new HttpProblem('malformed_request', `${method} ${path} does not support ${field}: leave it out`)
}
