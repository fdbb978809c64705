import { InvalidTokenError } from './errors.ts'
import { readIdentifier } from './identifier.ts'
import type { JsonObject } from './well-formed.ts'

/** How Auth0 writes the subject of a client that has a token of its own. */
const CLIENT_SUBJECT_SUFFIX = '@clients'

/** How Keycloak names the user that stands for a client. */
const SERVICE_ACCOUNT_PREFIX = 'service-account-'

/** Where issuers name the client: OpenID Connect, RFC 9068, Okta, and Entra in its first version. */
const CLIENT_CLAIMS = ['azp', 'client_id', 'cid', 'appid'] as const

/** What no machine's token has: how a person proved who they are (RFC 8176), and Okta's id of a person. */
const PERSON_CLAIMS = ['amr', 'uid'] as const

/**
 * The clients that get tokens of their own and sign nobody in. The value is the subject of such a token, for an issuer
 * whose tokens show in no other way that a client is calling; undefined: they do show it.
 */
export type MachineClients = ReadonlyMap<string, string | undefined>

/**
 * Whether the token was got by client credentials, so that no person is behind it.
 *
 * `gty` (Auth0) or `idtyp` (Entra) decides where it is there: the issuer alone writes them. All other signs are values
 * that a user may be able to choose for themselves (RFC 9700 section 4.15), so they count only for one of
 * `machineClients`: `sub` is the client (RFC 9068), `<client>@clients`, or the subject configured for it, or
 * `preferred_username` is Keycloak's `service-account-<client>`. docs/auth0.md has the table.
 *
 * @throws InvalidTokenError with reason `ambiguous_caller` where the token and `machineClients` do not agree: a person
 *   must not become a machine, which writes for everybody; `bad_claim` where the client is not a valid identifier
 */
export function isMachine(claims: JsonObject, machineClients: MachineClients): boolean {
  if (claims.gty !== undefined) return claims.gty === 'client-credentials'
  if (claims.idtyp !== undefined) return claims.idtyp === 'app'
  const client = namedClient(claims)
  if (client === undefined) return false
  const isConfigured = machineClients.has(client)
  const isItself = isClientItself(claims, client, machineClients.get(client))
  if (isItself && !isConfigured) {
    throw ambiguous("seems to be a client's own, but that client is not configured as a machine")
  }
  if (!isItself && isConfigured) {
    throw ambiguous(
      'is of a client configured as a machine, but does not show that the client itself is calling',
    )
  }
  if (isConfigured && PERSON_CLAIMS.some((name) => claims[name] !== undefined)) {
    throw ambiguous('is of a client configured as a machine, but a person signed in for it (amr or uid)')
  }
  return isConfigured
}

function isClientItself(claims: JsonObject, client: string, subject: string | undefined): boolean {
  if (subject !== undefined) return claims.sub === subject
  return (
    claims.sub === client ||
    claims.sub === client + CLIENT_SUBJECT_SUFFIX ||
    claims.preferred_username === SERVICE_ACCOUNT_PREFIX + client
  )
}

/**
 * The client that the token was issued to: `azp` (OpenID Connect), else `client_id` (RFC 9068), `cid` (Okta) or `appid`
 * (Entra). A machine's token that has none of them is its subject's, without `@clients`; a person's is then nobody's:
 * null.
 *
 * @throws InvalidTokenError with reason `bad_claim` where the client is not a valid identifier
 */
export function clientOf(claims: JsonObject, subject: string, machine: boolean): string | null {
  const named = namedClient(claims)
  if (named !== undefined) return named
  if (!machine) return null
  return subject.endsWith(CLIENT_SUBJECT_SUFFIX) ? subject.slice(0, -CLIENT_SUBJECT_SUFFIX.length) : subject
}

function namedClient(claims: JsonObject): string | undefined {
  const name = CLIENT_CLAIMS.find((candidate) => claims[candidate] !== undefined)
  return name === undefined ? undefined : readIdentifier(claims, name)
}

function ambiguous(what: string): InvalidTokenError {
  return new InvalidTokenError('ambiguous_caller', `The access token ${what}`)
}
