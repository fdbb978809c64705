import { email as emailAddress } from '../../model/person.ts'
import { InvalidTokenError } from '../errors.ts'
import type { RegisteredClaims } from './claims.ts'
import { deepFreeze, freezeSet } from './frozen.ts'
import { readIdentifier } from './identifier.ts'
import { clientOf, isMachine, type MachineClients } from './machine.ts'
import { scopesOf } from './scopes.ts'
import type { JsonObject } from './well-formed.ts'

/**
 * The contents of a valid access token. Frozen, because all requests with the same token share one object.
 */
export interface VerifiedToken {
  /** `sub`. */
  readonly subject: string
  /** The person, from the claim that `identityClaim` names; null for a machine client. */
  readonly identity: string | null
  /** The client that the token was issued to; null if unknown. Never null for a machine client. */
  readonly clientId: string | null
  /** Whether a machine client got the token, by client credentials. */
  readonly isMachine: boolean
  /** The scopes that the token grants. */
  readonly scopes: ReadonlySet<string>
  /** The e-mail address, from the claim that `emailClaim` names; null if missing or invalid. */
  readonly email: string | null
  /** `exp`, in seconds since the epoch. */
  readonly expiresAtSeconds: number
  /** The thumbprint of the client's key that the token is bound to (`cnf.jkt`); null for a bearer token. */
  readonly boundKey: string | null
  /** All claims of the token, unchanged. */
  readonly claims: JsonObject
}

export interface ClaimNames {
  readonly identityClaim: string
  readonly emailClaim: string
  readonly machineClients: MachineClients
}

/**
 * Reads the caller's identity from claims that are already verified.
 *
 * @throws InvalidTokenError with reason `missing_claim` if a person's token does not identify them,
 *   `bad_claim` if a claim is malformed, `ambiguous_caller` if it could be a person's or a machine client's
 */
export function describeToken(
  claims: JsonObject,
  registered: RegisteredClaims,
  names: ClaimNames,
): VerifiedToken {
  const machine = isMachine(claims, names.machineClients)
  return Object.freeze({
    subject: registered.subject,
    identity: machine ? null : identityOf(claims, names.identityClaim),
    clientId: clientOf(claims, registered.subject, machine),
    isMachine: machine,
    scopes: freezeSet(scopesOf(claims)),
    email: emailOf(claims, names.emailClaim),
    expiresAtSeconds: registered.expiresAtSeconds,
    boundKey: registered.boundKey,
    claims: deepFreeze(claims),
  })
}

function identityOf(claims: JsonObject, name: string): string {
  // If users can change their own address, an unverified one proves nothing (OpenID Connect Core section
  // 5.7).
  if (name === 'email' && (claims.email_verified === false || claims.email_verified === 'false')) {
    throw new InvalidTokenError(
      'bad_claim',
      "The access token's e-mail address, which identifies the caller, is not verified (email_verified)",
    )
  }
  return readIdentifier(claims, name)
}

/** Null for a value that mail cannot be sent to. */
function emailOf(claims: JsonObject, name: string): string | null {
  const read = emailAddress.safeParse(claims[name])
  return read.success ? read.data : null
}
