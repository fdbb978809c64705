import { email as emailAddress } from '../model/person.ts'
import type { RegisteredClaims } from './claims.ts'
import { InvalidTokenError } from './errors.ts'
import { deepFreeze, freezeSet } from './frozen.ts'
import { readIdentifier } from './identifier.ts'
import { clientOf, isMachine, type MachineClients } from './machine.ts'
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
  readonly machineClients: MachineClients
}

/**
 * Reads who is calling out of claims that are verified already.
 *
 * @throws InvalidTokenError with reason `missing_claim` where a person's token does not say who they are, `bad_claim`
 *   where a claim has another form than it must have, `ambiguous_caller` where it may be a person's or a machine's
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
    expiresAt: registered.expiresAt,
    claims: deepFreeze(claims),
  })
}

function identityOf(claims: JsonObject, name: string): string {
  // Where users may change their address themselves, one that was not verified is anybody's (OpenID Connect Core 5.7).
  if (name === 'email' && (claims.email_verified === false || claims.email_verified === 'false')) {
    throw new InvalidTokenError(
      'bad_claim',
      "The access token's e-mail address, which says who is calling, is not verified (email_verified)",
    )
  }
  return readIdentifier(claims, name)
}

/** What is no address that mail can be sent to is no address here either. */
function emailOf(claims: JsonObject, name: string): string | null {
  const read = emailAddress.safeParse(claims[name])
  return read.success ? read.data : null
}
