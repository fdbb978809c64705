import { InvalidTokenError } from '../errors.ts'

const schemePattern = /^(bearer|dpop)(?: |$)/i
const credentialPattern = /^(?:bearer|dpop) +([\w\-.~+/]+=*)$/i

/** How a token is sent: as a bearer token (RFC 6750), or with a proof of the client's key (RFC 9449). */
export type TokenScheme = 'Bearer' | 'DPoP'

/** The scheme of an `Authorization` header, in any case; undefined if it is another one or missing. */
export function schemeOf(authorization: string | undefined): TokenScheme | undefined {
  const scheme = authorization === undefined ? undefined : schemePattern.exec(authorization)?.[1]
  if (scheme === undefined) return undefined
  return scheme.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer'
}

/**
 * Extracts the token from an `Authorization` header: the scheme `Bearer` or `DPoP` in any case, then exactly
 * one token (RFC 6750 section 2.1, RFC 9449 section 7.1). Does not inspect the token.
 *
 * @throws InvalidTokenError with reason `missing` if the header is missing or uses another scheme,
 *   `malformed` if the scheme is not followed by exactly one token
 */
export function readAccessToken(authorization: string | undefined): {
  readonly scheme: TokenScheme
  readonly token: string
} {
  const scheme = schemeOf(authorization)
  if (authorization === undefined || scheme === undefined) {
    throw new InvalidTokenError(
      'missing',
      'The request has no access token: send "Authorization: Bearer <token>"',
    )
  }
  const token = credentialPattern.exec(authorization)?.[1]
  if (token !== undefined) return { scheme, token }
  throw new InvalidTokenError(
    'malformed',
    `The Authorization header must contain exactly one ${scheme === 'DPoP' ? 'DPoP' : 'bearer'} token`,
  )
}

/** The same for servers that accept only bearer tokens: any other scheme counts as a missing token. */
export function readBearerToken(authorization: string | undefined): string {
  return readAccessToken(schemeOf(authorization) === 'DPoP' ? undefined : authorization).token
}
