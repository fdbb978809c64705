import { InvalidTokenError } from '../errors.ts'
import type { JsonObject } from '../token/well-formed.ts'

/** SHA-256 in base64url (RFC 7638 with RFC 9449 section 6.1). */
const thumbprint = /^[\w-]{43}$/

/**
 * The thumbprint of the key that a token is bound to by DPoP (RFC 9449 section 6.1, `cnf.jkt`); null for a
 * bearer token.
 *
 * A token that is bound in any other way, by a client certificate (RFC 8705 section 3.1, `cnf["x5t#S256"]`)
 * or otherwise (RFC 7800), is rejected: its binding cannot be checked here, and without the check it would
 * also work for a thief.
 *
 * @throws InvalidTokenError with reason `bound_token`
 */
export function boundKeyOf({ cnf }: JsonObject): string | null {
  if (cnf === undefined) return null
  const { jkt, ...others } = (typeof cnf === 'object' && cnf !== null ? cnf : {}) as Record<string, unknown>
  if (typeof jkt === 'string' && thumbprint.test(jkt) && Object.keys(others).length === 0) return jkt
  throw new InvalidTokenError(
    'bound_token',
    'The access token is bound to a key (cnf); this API supports only bindings by DPoP (cnf.jkt)',
  )
}

/**
 * Requires the presentation that the token's binding asks for. A bound token is never a bearer token.
 *
 * @throws InvalidTokenError with reason `bound_token` or `unbound_token`
 */
export function checkPresentation(
  boundKey: string | null,
  { withProof, proofRequired }: { readonly withProof: boolean; readonly proofRequired: boolean },
): void {
  if (boundKey !== null && !withProof) {
    throw new InvalidTokenError(
      'bound_token',
      'The access token is bound to a key (cnf); send it with the scheme DPoP and a proof of that key',
    )
  }
  if (boundKey === null && withProof) {
    throw new InvalidTokenError(
      'unbound_token',
      'The access token is not bound to a key (cnf.jkt); send it with the scheme Bearer',
    )
  }
  if (boundKey === null && proofRequired) {
    throw new InvalidTokenError(
      'unbound_token',
      'This API requires access tokens that are bound to a key (cnf.jkt); request one with a DPoP proof',
    )
  }
}
