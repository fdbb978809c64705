import { InvalidTokenError } from '../errors.ts'

const schemePattern = /^bearer(?: |$)/i
const credentialPattern = /^bearer +([\w\-.~+/]+=*)$/i

/**
 * Extracts the token from an `Authorization` header: the scheme `Bearer` in any case, then exactly one token
 * (RFC 6750 section 2.1). Does not inspect the token.
 *
 * @throws InvalidTokenError with reason `missing` if the header is missing or uses another scheme,
 *   `malformed` if the scheme is not followed by exactly one token
 */
export function readBearerToken(authorization: string | undefined): string {
  const token = authorization === undefined ? undefined : credentialPattern.exec(authorization)?.[1]
  if (token !== undefined) return token
  if (authorization === undefined || !schemePattern.test(authorization)) {
    throw new InvalidTokenError(
      'missing',
      'The request has no access token: send "Authorization: Bearer <token>"',
    )
  }
  throw new InvalidTokenError('malformed', 'The Authorization header must contain exactly one bearer token')
}
