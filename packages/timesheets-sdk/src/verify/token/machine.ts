import { InvalidTokenError } from '../errors.ts'
import { readIdentifier } from './identifier.ts'
import type { JsonObject } from './well-formed.ts'

/** Auth0's suffix for the subject of a client that calls on its own behalf. */
const clientSubjectSuffix = '@clients'

/** Keycloak's prefix for the user that represents a client. */
const serviceAccountPrefix = 'service-account-'

/** The claims that name the client: OpenID Connect, RFC 9068, Okta, and Entra v1. */
const clientClaims = ['azp', 'client_id', 'cid', 'appid'] as const

/** Claims that only a person's token has: the authentication methods (RFC 8176) and Okta's user id. */
const personClaims = ['amr', 'uid'] as const

/**
 * The machine clients: they get tokens for themselves and sign nobody in. The value is the subject of such a
 * token, for issuers whose tokens carry no other sign of a machine client; undefined if they do.
 */
export type MachineClients = ReadonlyMap<string, string | undefined>

/**
 * Whether a machine client got the token by client credentials, so that no person is behind it.
 *
 * `gty` (Auth0) or `idtyp` (Entra) decides if present: only the issuer can set them. Users may be able to
 * choose the values of all other signs (RFC 9700 section 4.15), so these count only for clients in
 * `machineClients`: `sub` is the client (RFC 9068), `<client>@clients`, or the subject configured for it, or
 * `preferred_username` is Keycloak's `service-account-<client>`. docs/auth0.md lists them by issuer.
 *
 * @throws InvalidTokenError with reason `ambiguous_caller` if the token contradicts `machineClients`: a
 *   person must not pass as a machine client, which may write for everybody; `bad_claim` if the client is not
 *   a valid identifier
 */
export function isMachine(claims: JsonObject, machineClients: MachineClients): boolean {
  if (claims.gty !== undefined) return claims.gty === 'client-credentials'
  if (claims.idtyp !== undefined) return claims.idtyp === 'app'
  const client = namedClient(claims)
  if (client === undefined) return false
  const isConfigured = machineClients.has(client)
  const isItself = isClientItself(claims, client, machineClients.get(client))
  if (isItself && !isConfigured) {
    throw ambiguous("looks like a machine client's, but this client is not configured as a machine client")
  }
  if (!isItself && isConfigured) {
    throw ambiguous(
      'is from a configured machine client, but does not show that the client itself is calling',
    )
  }
  if (isConfigured && personClaims.some((name) => claims[name] !== undefined)) {
    throw ambiguous('is from a configured machine client, but a person signed in for it (amr or uid)')
  }
  return isConfigured
}

function isClientItself(claims: JsonObject, client: string, subject: string | undefined): boolean {
  if (subject !== undefined) return claims.sub === subject
  return (
    claims.sub === client ||
    claims.sub === client + clientSubjectSuffix ||
    claims.preferred_username === serviceAccountPrefix + client
  )
}

/**
 * The client that the token was issued to: `azp` (OpenID Connect), else `client_id` (RFC 9068), `cid` (Okta)
 * or `appid` (Entra). Without any of them it is the subject, less `@clients`, for a machine client, and null
 * for a person.
 *
 * @throws InvalidTokenError with reason `bad_claim` if the client is not a valid identifier
 */
export function clientOf(claims: JsonObject, subject: string, machine: boolean): string | null {
  const named = namedClient(claims)
  if (named !== undefined) return named
  if (!machine) return null
  return subject.endsWith(clientSubjectSuffix) ? subject.slice(0, -clientSubjectSuffix.length) : subject
}

function namedClient(claims: JsonObject): string | undefined {
  const name = clientClaims.find((candidate) => claims[candidate] !== undefined)
  return name === undefined ? undefined : readIdentifier(claims, name)
}

function ambiguous(problem: string): InvalidTokenError {
  return new InvalidTokenError('ambiguous_caller', `The access token ${problem}`)
}
