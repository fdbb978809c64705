import type { RegisteredClaims } from './claims.ts'
import { InvalidTokenError } from './errors.ts'
import { deepFreeze, freezeSet } from './frozen.ts'
import { clientOf, isMachine } from './machine.ts'
import { scopesOf } from './scopes.ts'
import type { JsonObject } from './well-formed.ts'

/** What a valid access token says. Frozen, since all requests with the same token share one. */
export interface VerifiedToken {
  /** `sub`. */
  readonly subject: string
  /** The person, by the claim that `identityClaim` names; null for a machine, which is no person. */
  readonly identity: string | null
  /** The client that the token was issued to; null where the token does not say. Never null for a machine. */
  readonly clientId: string | null
  /** Whether the token was got by client credentials. */
  readonly isMachine: boolean
  /** What the token allows. */
  readonly scopes: ReadonlySet<string>
  /** The e-mail address, by the claim that `emailClaim` names; null where there is none. */
  readonly email: string | null
  /** `exp`, in seconds since 1970. */
  readonly expiresAt: number
  /** All claims, as they are in the token. */
  readonly claims: JsonObject
}

export interface ClaimNames {
  readonly identityClaim: string
  readonly emailClaim: string
  readonly machineClientIds: ReadonlySet<string>
}

/**
 * Reads who is calling out of claims that are verified already.
 *
 * @throws InvalidTokenError with reason `missing_claim` where a person's token does not say who they are, `bad_claim`
 *   where a claim has another form than it must have
 */
export function describeToken(
  claims: JsonObject,
  registered: RegisteredClaims,
  names: ClaimNames,
): VerifiedToken {
  const machine = isMachine(claims, names.machineClientIds)
  const email = claims[names.emailClaim]
  return Object.freeze({
    subject: registered.subject,
    identity: machine ? null : identityOf(claims, names.identityClaim),
    clientId: clientOf(claims, registered.subject, machine),
    isMachine: machine,
    scopes: freezeSet(scopesOf(claims)),
    email: typeof email === 'string' && email !== '' ? email : null,
    expiresAt: registered.expiresAt,
    claims: deepFreeze(claims),
  })
}

function identityOf(claims: JsonObject, name: string): string {
  const identity = claims[name]
  if (identity === undefined) {
    throw new InvalidTokenError(
      'missing_claim',
      `The access token has no claim ${name}, which says who is calling`,
    )
  }
  if (typeof identity !== 'string' || identity === '') {
    throw new InvalidTokenError('bad_claim', `The access token's claim ${name} is not a non-empty string`)
  }
  return identity
}
