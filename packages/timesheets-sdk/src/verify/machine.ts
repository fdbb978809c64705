import { InvalidTokenError } from './errors.ts'
import type { JsonObject } from './well-formed.ts'

/** How Auth0 writes the subject of a client that has a token of its own. */
const CLIENT_SUBJECT_SUFFIX = '@clients'

/**
 * Whether the token was got by client credentials, so that no person is behind it.
 *
 * Where there is `gty` (Auth0), it decides. Else the subject is `<client id>@clients`, or the client is one of
 * `machineClientIds`, for issuers that mark nothing. That the subject equals the client id proves nothing: a user who
 * may choose their subject could imitate a client (RFC 9700 section 4.15).
 *
 * @throws InvalidTokenError with reason `bad_claim` where the client id is not a non-empty string
 */
export function isMachine(claims: JsonObject, machineClientIds: ReadonlySet<string>): boolean {
  if (claims.gty !== undefined) return claims.gty === 'client-credentials'
  const clientId = namedClient(claims)
  if (clientId === undefined) return false
  return claims.sub === clientId + CLIENT_SUBJECT_SUFFIX || machineClientIds.has(clientId)
}

/**
 * The client that the token was issued to: `azp` (OpenID Connect), else `client_id` (RFC 9068). A machine's token
 * that has neither is its subject's, without `@clients`; a person's is then nobody's: null.
 *
 * @throws InvalidTokenError with reason `bad_claim` where the client id is not a non-empty string
 */
export function clientOf(claims: JsonObject, subject: string, machine: boolean): string | null {
  const named = namedClient(claims)
  if (named !== undefined) return named
  if (!machine) return null
  return subject.endsWith(CLIENT_SUBJECT_SUFFIX) ? subject.slice(0, -CLIENT_SUBJECT_SUFFIX.length) : subject
}

function namedClient({ azp, client_id }: JsonObject): string | undefined {
  const clientId = azp === undefined ? client_id : azp
  if (clientId === undefined) return undefined
  if (typeof clientId !== 'string' || clientId === '') {
    throw new InvalidTokenError(
      'bad_claim',
      "The access token's claim azp or client_id is not a non-empty string",
    )
  }
  return clientId
}
