import { InvalidTokenError } from './errors.ts'

const SCHEME = /^bearer(?: |$)/i
const CREDENTIALS = /^bearer +([\w\-.~+/]+=*)$/i

/**
 * Takes the token out of an `Authorization` header: the scheme `Bearer` in any case, then exactly one token
 * (RFC 6750 section 2.1). Does not look into the token.
 *
 * @throws InvalidTokenError with reason `missing` where there is no header or one of another scheme, `malformed` where
 *   something else than one token follows the scheme
 */
export function readBearerToken(authorization: string | undefined): string {
  const token = authorization === undefined ? undefined : CREDENTIALS.exec(authorization)?.[1]
  if (token !== undefined) return token
  if (authorization === undefined || !SCHEME.test(authorization)) {
    throw new InvalidTokenError(
      'missing',
      'The request has no access token: send "Authorization: Bearer <token>"',
    )
  }
  throw new InvalidTokenError('malformed', 'The Authorization header does not hold exactly one bearer token')
}
