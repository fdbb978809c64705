import { InvalidTokenError } from '../errors.ts'
import type { JsonObject } from './well-formed.ts'

/** Claims that only ID tokens have: OpenID Connect Core sections 2 and 3.3.2.11, FAPI's `s_hash`. */
const claimsOfIdTokens = ['nonce', 'at_hash', 'c_hash', 's_hash'] as const

/** Values of `typ` (Keycloak) and `token_use` (Amazon Cognito) in the payload, in lower case. */
const otherKinds: ReadonlySet<string> = new Set(['refresh', 'offline', 'logout'])

/**
 * Rejects tokens that the same issuer signed with the same key for another purpose: ID tokens, refresh
 * tokens, and logout and other security event tokens (`events`, RFC 8417 section 2.2).
 *
 * Keycloak also copies `nonce` into access tokens: with `typ: Bearer` in the payload, a nonce alone does not
 * mark an ID token.
 *
 * @throws InvalidTokenError with reason `id_token`, `wrong_type`, or `bad_claim` if the kind is not a string
 */
export function rejectOtherKinds(claims: JsonObject): void {
  const kinds = ['typ', 'token_use'].flatMap((name) => kindOf(claims, name))
  const isBearer = typeof claims.typ === 'string' && claims.typ.toLowerCase() === 'bearer'
  const idTokenClaims = claimsOfIdTokens.filter((name) => !(isBearer && name === 'nonce'))
  if (kinds.includes('id') || idTokenClaims.some((name) => claims[name] !== undefined)) {
    throw new InvalidTokenError('id_token', 'The token is an ID token; this API requires an access token')
  }
  if (claims.events !== undefined || kinds.some((kind) => otherKinds.has(kind))) {
    throw new InvalidTokenError('wrong_type', 'The token is not an access token (typ, token_use or events)')
  }
}

function kindOf(claims: JsonObject, name: string): string[] {
  const kind = claims[name]
  if (kind === undefined) return []
  if (typeof kind !== 'string') {
    throw new InvalidTokenError('bad_claim', `The access token's ${name} claim is not a string`)
  }
  return [kind.toLowerCase()]
}
