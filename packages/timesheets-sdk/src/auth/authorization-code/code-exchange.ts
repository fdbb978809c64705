import {
  AuthorizationResponseError,
  type AuthorizationServer,
  clockSkew,
  getValidatedIdTokenClaims,
  JWT_CLAIM_COMPARISON,
  JWT_TIMESTAMP_CHECK,
  OperationProcessingError,
  processAuthorizationCodeResponse,
  type TokenEndpointResponse,
  validateAuthResponse,
} from 'oauth4webapi'
import type { DpopProver } from '../dpop/prover.ts'
import { AuthError, type AuthErrorCode } from '../errors.ts'
import type { Http } from '../issuer/http.ts'
import type { Budget } from '../issuer/retry.ts'
import { accessTokenFrom, sendTokenRequest } from '../issuer/token-request.ts'
import { assertTokenType, isBearerToken } from '../issuer/token-response.ts'
import { publicClient } from '../person/public-client.ts'
import type { IdTokenClaims, SignedIn } from '../person/signed-in.ts'
import { authorizationRefusal } from './authorization-refusal.ts'
import type { PendingSignIn } from './pending-sign-ins.ts'

export interface CodeExchange {
  readonly clientId: string
  readonly redirectUri: string
  /** The parameters of the authorization response. */
  readonly callback: URLSearchParams
  readonly pending: PendingSignIn
  readonly dpop: DpopProver | undefined
}

/**
 * Makes tokens of an authorization response: checks its `state` and `iss` (RFC 9207), redeems the code with
 * the PKCE verifier (RFC 6749 section 4.1.3, RFC 7636 section 4.5), and validates the ID token's `iss`,
 * `aud`, `azp`, `exp`, `nonce` and algorithm (OpenID Connect Core 1.0 section 3.1.3.7). Its signature is not
 * checked: it comes from the token endpoint itself, over TLS. The access token is for the API to judge.
 *
 * @throws {AuthError} the issuer's refusal by its code, `state_mismatch`, `invalid_id_token`, `clock_skew`,
 *   `invalid_response`, and as `sendTokenRequest` does.
 */
export async function exchangeCode(
  server: AuthorizationServer,
  { clientId, redirectUri, callback, pending, dpop }: CodeExchange,
  http: Http,
  budget: Budget,
): Promise<SignedIn> {
  const client = { client_id: clientId, [clockSkew]: Math.round((http.now() - Date.now()) / 1000) }
  const code = readCode(server, client, callback, pending.state)
  const { response, obtainedAtMs } = await sendTokenRequest(
    server,
    {
      grantType: 'authorization_code',
      clientId,
      authentication: publicClient([code, pending.codeVerifier]),
      dpop,
      parameters: new URLSearchParams({
        code,
        redirect_uri: redirectUri,
        code_verifier: pending.codeVerifier,
      }),
    },
    http,
    budget,
  )
  const options = { expectedNonce: pending.nonce, requireIdToken: true }
  const tokens = processAuthorizationCodeResponse(server, client, response, options)
  return readSignedIn(tokens, server.issuer, obtainedAtMs, dpop !== undefined)
}

/**
 * The person and tokens of a token response whose ID token oauth4webapi has validated.
 *
 * @throws {AuthError} `invalid_id_token`, `clock_skew`, `invalid_response`
 */
export async function readSignedIn(
  response: Promise<TokenEndpointResponse>,
  issuer: string,
  obtainedAtMs: number,
  isBound: boolean,
): Promise<SignedIn> {
  const tokens = await response.catch((error: unknown) => {
    throw unusableAnswer(error, issuer)
  })
  return { ...readPerson(tokens, issuer), ...readTokens(tokens, issuer, obtainedAtMs, isBound) }
}

function readCode(
  server: AuthorizationServer,
  client: { client_id: string },
  callback: URLSearchParams,
  state: string,
): string {
  let checked: URLSearchParams
  try {
    checked = validateAuthResponse(server, client, callback, state)
  } catch (error) {
    if (error instanceof AuthorizationResponseError) throw authorizationRefusal(server.issuer, error.cause)
    const message = `This response is not from the issuer ${server.issuer}, or not to a request made here. Sign in again.`
    throw new AuthError('state_mismatch', message)
  }
  const code = checked.get('code')
  if (code === null || code === '') {
    throw new AuthError(
      'invalid_response',
      `The issuer ${server.issuer} has sent back no code. Sign in again.`,
    )
  }
  return code
}

function readPerson(tokens: TokenEndpointResponse, issuer: string): Pick<SignedIn, 'claims' | 'idToken'> {
  const claims = getValidatedIdTokenClaims(tokens) as IdTokenClaims | undefined
  if (claims === undefined || tokens.id_token === undefined) {
    throw new AuthError(
      'invalid_response',
      `The issuer ${issuer} has sent no ID token. Ask for scope openid.`,
    )
  }
  return { claims, idToken: tokens.id_token }
}

function readTokens(
  { access_token, token_type, expires_in, refresh_token }: TokenEndpointResponse,
  issuer: string,
  obtainedAtMs: number,
  isBound: boolean,
): Pick<SignedIn, 'access' | 'refreshToken'> {
  assertTokenType(token_type, issuer, isBound)
  if (!isBearerToken(access_token)) {
    throw new AuthError('invalid_response', `The issuer ${issuer} has sent no token that could be used.`)
  }
  return { access: accessTokenFrom(access_token, expires_in, obtainedAtMs), refreshToken: refresh_token }
}

/** Without the cause: oauth4webapi's errors carry the token and its claims. */
function unusableAnswer(error: unknown, issuer: string): AuthError {
  const [code, why] = reasonOf(error)
  return new AuthError(code, `The issuer ${issuer} sent a response that cannot be used: ${why}`)
}

function reasonOf(error: unknown): [AuthErrorCode, string] {
  const code = error instanceof OperationProcessingError ? error.code : undefined
  if (code === JWT_TIMESTAMP_CHECK) {
    return ['clock_skew', 'by the clock of this device its ID token is not good now. Set the clock.']
  }
  if (code === JWT_CLAIM_COMPARISON) {
    return ['invalid_id_token', 'its ID token is not for this client and sign-in. Check the client id.']
  }
  return ['invalid_response', 'it is not a token response with an ID token. Check that this is the issuer.']
}
