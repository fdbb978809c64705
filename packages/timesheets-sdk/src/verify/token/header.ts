import { InvalidTokenError } from '../errors.ts'
import type { TokenAlgorithm } from '../options.ts'
import type { JsonObject } from './well-formed.ts'

const accessTokenTypes: ReadonlySet<unknown> = new Set(['jwt', 'at+jwt', 'application/at+jwt'])

/**
 * Checks the header before any key is selected, so that a token never chooses how it is verified (RFC 8725
 * sections 3.1 and 3.11, RFC 9068 section 4).
 *
 * `jku`, `jwk`, `x5u` and `x5c` are ignored: keys come only from the configured issuer.
 *
 * @returns the token's key id (`kid`)
 * @throws InvalidTokenError with reason `wrong_algorithm`, `wrong_type`, `critical_header` or `malformed`
 */
export function checkHeader(header: JsonObject, algorithm: TokenAlgorithm): string | undefined {
  if (header.alg !== algorithm) {
    throw new InvalidTokenError('wrong_algorithm', `The access token is not signed with ${algorithm}`)
  }
  if (header.typ !== undefined && !accessTokenTypes.has(lowerCase(header.typ))) {
    throw new InvalidTokenError('wrong_type', 'The token is not an access token (typ)')
  }
  // RFC 7515 section 4.1.11: every listed extension must be supported, and none is supported here.
  if (header.crit !== undefined) {
    throw new InvalidTokenError(
      'critical_header',
      'The access token requires an unsupported extension (crit)',
    )
  }
  if (header.kid !== undefined && typeof header.kid !== 'string') {
    throw new InvalidTokenError('malformed', 'The key id of the access token is not a string (kid)')
  }
  return header.kid
}

function lowerCase(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value
}
