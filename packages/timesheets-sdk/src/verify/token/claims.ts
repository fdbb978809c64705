import { isSameIssuer } from '../../net/issuer.ts'
import { boundKeyOf } from '../dpop/bound-key.ts'
import { InvalidTokenError } from '../errors.ts'
import { readIdentifier } from './identifier.ts'
import { rejectOtherKinds } from './token-kind.ts'
import type { JsonObject } from './well-formed.ts'

/** In seconds since the epoch. RFC 3339 cannot represent a later time. */
const endOfYear9999 = 253_402_300_799

export interface Expectations {
  readonly issuer: string
  readonly audience: string
  readonly clockToleranceSeconds: number
}

/** The registered claims that every valid access token has (RFC 7519 section 4.1). */
export interface RegisteredClaims {
  readonly subject: string
  /** Seconds since the epoch. */
  readonly expiresAtSeconds: number
  /** The thumbprint of the key that the token is bound to (`cnf.jkt`); null for a bearer token. */
  readonly boundKey: string | null
}

/**
 * Checks the claims that describe the token itself: its kind, issuer, audience, times and subject. `exp` is
 * required; `nbf` and `iat` are checked if present. Does not check the signature.
 *
 * @throws InvalidTokenError for the first check that fails
 */
export function checkClaims(
  claims: JsonObject,
  expected: Expectations,
  nowSeconds: number,
): RegisteredClaims {
  rejectOtherKinds(claims)
  const boundKey = boundKeyOf(claims)
  checkIssuer(claims, expected.issuer)
  checkAudience(claims, expected.audience)
  return {
    boundKey,
    expiresAtSeconds: checkTimes(claims, nowSeconds, expected.clockToleranceSeconds),
    subject: checkSubject(claims),
  }
}

/** Whether the token has expired: at `exp`, plus the clock tolerance (RFC 7519 section 4.1.4). */
export function isExpired(
  expiresAtSeconds: number,
  nowSeconds: number,
  clockToleranceSeconds: number,
): boolean {
  return nowSeconds - clockToleranceSeconds >= expiresAtSeconds
}

function checkIssuer({ iss }: JsonObject, issuer: string): void {
  if (iss === undefined) throw missing('iss')
  if (typeof iss !== 'string') throw bad('iss', 'is not a string')
  if (!isSameIssuer(iss, issuer)) {
    throw new InvalidTokenError('wrong_issuer', 'The access token comes from another issuer (iss)')
  }
}

function checkAudience({ aud }: JsonObject, audience: string): void {
  if (aud === undefined) throw missing('aud')
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud]
  if (!audiences.every((item) => typeof item === 'string'))
    throw bad('aud', 'is not a string or a list of strings')
  if (!audiences.includes(audience)) {
    throw new InvalidTokenError('wrong_audience', 'The access token is meant for another API (aud)')
  }
}

function checkTimes(claims: JsonObject, nowSeconds: number, toleranceSeconds: number): number {
  const expiresAtSeconds = numericDate(claims, 'exp')
  if (expiresAtSeconds === undefined) throw missing('exp')
  for (const name of ['nbf', 'iat']) {
    const from = numericDate(claims, name)
    if (from !== undefined && from > nowSeconds + toleranceSeconds) {
      throw new InvalidTokenError(
        'not_yet_valid',
        `The access token is not valid yet (${name}): compare the clocks of the issuer and of this API`,
      )
    }
  }
  if (isExpired(expiresAtSeconds, nowSeconds, toleranceSeconds)) {
    throw new InvalidTokenError('expired', 'The access token has expired (exp)')
  }
  return expiresAtSeconds
}

function numericDate(claims: JsonObject, name: string): number | undefined {
  const value = claims[name]
  if (value === undefined) return undefined
  // JSON has no Infinity, but JSON.parse turns 1e999 into it: such a token would never expire.
  if (typeof value !== 'number' || !Number.isFinite(value)) throw bad(name, 'is not a finite number')
  if (Math.abs(value) > endOfYear9999) throw bad(name, 'is beyond the year 9999')
  return value
}

function checkSubject(claims: JsonObject): string {
  if (claims.sub === undefined) throw missing('sub')
  return readIdentifier(claims, 'sub')
}

function missing(name: string): InvalidTokenError {
  return new InvalidTokenError('missing_claim', `The access token has no ${name} claim`)
}

function bad(name: string, problem: string): InvalidTokenError {
  return new InvalidTokenError('bad_claim', `The access token's ${name} claim ${problem}`)
}
