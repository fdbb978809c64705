import { AuthError } from '../errors.ts'

const bearerTokenPattern = /^[A-Za-z0-9._~+/-]+=*$/

/** Whether text may follow `Bearer ` in an `Authorization` header (RFC 6750 section 2.1). */
export function isBearerToken(text: string): boolean {
  return bearerTokenPattern.test(text)
}

export interface TokenResponse {
  readonly accessToken: string
  /** Seconds; absent where the issuer does not say. */
  readonly expiresIn: number | undefined
  readonly refreshToken: string | undefined
}

/**
 * Reads a token endpoint's successful response (RFC 6749 section 5.1). oauth4webapi would do so as well, at
 * 2.5 kB of gzip in every page, most of it for ID tokens, which most grants do not have.
 *
 * @param isBound whether the token was requested with a DPoP proof: then one that is not bound is rejected
 * @throws {AuthError} `invalid_response` when it holds no token that could be sent. The message quotes
 *   nothing of the response.
 */
export async function readTokenResponse(
  response: Response,
  issuer: string,
  isBound: boolean,
): Promise<TokenResponse> {
  const body: unknown = await response.json().catch(() => undefined)
  if (typeof body !== 'object' || body === null) throw invalidResponse(issuer, 'it is not a JSON object')
  const { access_token, token_type, expires_in, refresh_token } = body as Partial<Record<string, unknown>>
  assertTokenType(token_type, issuer, isBound)
  if (typeof access_token !== 'string' || !isBearerToken(access_token)) {
    throw invalidResponse(issuer, 'its access_token is missing or holds characters that no token has')
  }
  return {
    accessToken: access_token,
    expiresIn: readExpiresIn(expires_in, issuer),
    refreshToken: typeof refresh_token === 'string' && refresh_token !== '' ? refresh_token : undefined,
  }
}

/**
 * A token that should be bound to a key, and is not, would also work for a thief: it is not used (RFC 9449
 * section 5).
 *
 * @throws {AuthError} `invalid_response`
 */
export function assertTokenType(tokenType: unknown, issuer: string, isBound: boolean): void {
  const expected = isBound ? 'DPoP' : 'Bearer'
  if (typeof tokenType === 'string' && tokenType.toLowerCase() === expected.toLowerCase()) return
  throw invalidResponse(issuer, `its token_type is not ${expected}`)
}

/** Some issuers write the number as a string. */
function readExpiresIn(value: unknown, issuer: string): number | undefined {
  if (value === undefined || value === null) return undefined
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0) return seconds
  throw invalidResponse(issuer, 'its expires_in is not a number of seconds')
}

function invalidResponse(issuer: string, why: string): AuthError {
  return new AuthError(
    'invalid_response',
    `The token endpoint of ${issuer} returned no usable token: ${why}. Check that this is the issuer.`,
    { status: 200 },
  )
}
