import type { AuthorizationServer } from 'oauth4webapi'
import type { PreparedAuthentication } from '../client-credentials/client-authentication.ts'
import type { DpopProver } from '../dpop/prover.ts'
import { AuthError } from '../errors.ts'
import type { CachedToken } from '../token-cache.ts'
import { fetchWhole, type Http, type WholeRequest } from './http.ts'
import { parseSecureUrl } from './issuer-url.ts'
import { refusalError } from './refusal.ts'
import { type Budget, sendWithRetries } from './retry.ts'
import { lifetimeSeconds } from './token-lifetime.ts'
import { readTokenResponse } from './token-response.ts'

export interface TokenRequest {
  readonly grantType: string
  readonly clientId: string
  readonly authentication: PreparedAuthentication
  /** Binds the token to a key (RFC 9449 section 5). */
  readonly dpop?: DpopProver | undefined
  /** The grant's own parameters. */
  readonly parameters: URLSearchParams
}

/** The tokens that a grant returned. */
export interface TokenGrant {
  readonly access: CachedToken
  readonly refreshToken: string | undefined
}

/**
 * Asks a token endpoint for an access token (RFC 6749 sections 3.2 and 5), by any grant. The token's content
 * is not verified, as it is the API's; nor is it checked that all scopes asked for were granted. An ID token
 * is not looked at.
 *
 * @throws {AuthError} as {@link sendTokenRequest} does.
 */
export async function requestToken(
  server: AuthorizationServer,
  request: TokenRequest,
  http: Http,
  budget: Budget,
): Promise<TokenGrant> {
  const { response, obtainedAtMs } = await sendTokenRequest(server, request, http, budget)
  const { accessToken, expiresIn, refreshToken } = await readTokenResponse(
    response,
    server.issuer,
    request.dpop !== undefined,
  )
  return { access: accessTokenFrom(accessToken, expiresIn, obtainedAtMs), refreshToken }
}

/** An access token with the instants that follow from when it was asked for. */
export function accessTokenFrom(
  accessToken: string,
  expiresInSeconds: number | undefined,
  obtainedAtMs: number,
): CachedToken {
  const lifetimeMs = lifetimeSeconds(accessToken, expiresInSeconds, obtainedAtMs) * 1000
  return { accessToken, obtainedAtMs, expiresAtMs: obtainedAtMs + lifetimeMs }
}

/**
 * Sends a token request, again while the issuer is unavailable, and returns its response of status 200
 * unread.
 *
 * @throws {AuthError} the issuer's refusal by its code, `issuer_unreachable`, `invalid_response`,
 *   `discovery_failed` when `server` names no usable token endpoint, `insecure_issuer`, `invalid_key`,
 *   `aborted`.
 */
export async function sendTokenRequest(
  server: AuthorizationServer,
  request: TokenRequest,
  http: Http,
  budget: Budget,
): Promise<{ response: Response; obtainedAtMs: number }> {
  const url = tokenEndpoint(server).href
  let obtainedAtMs = http.now()
  const { dpop } = request
  const sendOnce = async (timeoutMs: number, attempt: number): Promise<Response> => {
    obtainedAtMs = http.now()
    const form = new URLSearchParams(request.parameters)
    form.set('grant_type', request.grantType)
    const whole = await authenticated(server, request, form)
    const proof = dpop && { dpop: await dpop.proof({ method: 'POST', url }) }
    return fetchWhole(url, { ...whole, headers: { ...whole.headers, ...proof } }, http, {
      timeoutMs,
      attempt,
      signal: budget.signal,
    })
  }
  const response = await sendWithRetries(
    async (timeoutMs, attempt) => {
      const first = await sendOnce(timeoutMs, attempt)
      // Without the nonce the issuer rejects any proof (RFC 9449 section 8).
      const isNonceNew = dpop?.noteNonce(url, first.headers.get('dpop-nonce'))
      return isNonceNew && first.status >= 400 ? sendOnce(timeoutMs, attempt) : first
    },
    http,
    budget,
    { method: 'POST', url },
  )
  if (response.status !== 200) throw await refusal(response, server, request, obtainedAtMs)
  return { response, obtainedAtMs }
}

function tokenEndpoint(server: AuthorizationServer): URL {
  if (typeof server.token_endpoint !== 'string') {
    throw new AuthError(
      'discovery_failed',
      `The issuer ${server.issuer} names no token endpoint. Check the issuer, or give its token endpoint.`,
    )
  }
  return parseSecureUrl(server.token_endpoint, 'token endpoint')
}

/** A form, or JSON for the one issuer that wants it, with the client's authentication. */
async function authenticated(
  server: AuthorizationServer,
  { clientId, authentication }: TokenRequest,
  form: URLSearchParams,
): Promise<WholeRequest> {
  const headers = new Headers({ accept: 'application/json' })
  await authentication.authenticate(server, { client_id: clientId }, form, headers)
  const request = { method: 'POST', body: form, headers: Object.fromEntries(headers.entries()) }
  if (authentication.bodyFormat === 'form') return request
  const parameters: Record<string, string | string[]> = {}
  for (const name of form.keys()) {
    const [value = '', ...more] = form.getAll(name)
    parameters[name] = more.length === 0 ? value : [value, ...more]
  }
  return {
    ...request,
    body: JSON.stringify(parameters),
    headers: { ...request.headers, 'content-type': 'application/json' },
  }
}

function refusal(
  response: Response,
  server: AuthorizationServer,
  request: TokenRequest,
  nowMs: number,
): Promise<AuthError> {
  const { parameters, clientId, authentication, dpop } = request
  return refusalError(response, {
    issuer: server.issuer,
    clientId,
    target: parameters.get('audience') ?? parameters.getAll('resource').join(' '),
    scope: parameters.get('scope') ?? '',
    credential: authentication.credential,
    secrets: authentication.secrets,
    datedMs: dpop !== undefined || authentication.isDated ? nowMs : undefined,
  })
}
