import type { AuthorizationServer } from 'oauth4webapi'
import { fetchWhole, type Http } from '../issuer/http.ts'
import { parseSecureUrl } from '../issuer/issuer-url.ts'

/** Long enough for a response, and short enough that a person who signs out does not notice. */
const revocationTimeoutMs = 2_000

/**
 * Where to send a person who signs out: the issuer's `end_session_endpoint` (OpenID Connect RP-Initiated
 * Logout 1.0), and where it announces none, Auth0's `v2/logout`, which older tenants have alone.
 */
export function signOutUrl(
  server: AuthorizationServer,
  {
    clientId,
    idToken,
    returnTo,
  }: { clientId: string; idToken: string | undefined; returnTo: string | undefined },
): URL {
  const url =
    server.end_session_endpoint === undefined
      ? new URL('v2/logout', server.issuer.endsWith('/') ? server.issuer : `${server.issuer}/`)
      : parseSecureUrl(server.end_session_endpoint, 'end session endpoint')
  const isStandard = server.end_session_endpoint !== undefined
  url.searchParams.set('client_id', clientId)
  if (returnTo !== undefined)
    url.searchParams.set(isStandard ? 'post_logout_redirect_uri' : 'returnTo', returnTo)
  if (isStandard && idToken !== undefined) url.searchParams.set('id_token_hint', idToken)
  return url
}

/**
 * Revokes a refresh token (RFC 7009) if the issuer supports it and is reachable. Never fails: the token
 * expires anyway.
 *
 * @returns whether the issuer confirmed it
 */
export async function revokeQuietly(
  server: AuthorizationServer,
  clientId: string,
  refreshToken: string,
  http: Http,
): Promise<boolean> {
  try {
    const endpoint = parseSecureUrl(server.revocation_endpoint ?? '', 'revocation endpoint')
    const form = new URLSearchParams({ client_id: clientId, token: refreshToken })
    const limits = { timeoutMs: revocationTimeoutMs, signal: new AbortController().signal }
    const { ok } = await fetchWhole(endpoint.href, { method: 'POST', body: form }, http, limits)
    return ok
  } catch {
    return false
  }
}
