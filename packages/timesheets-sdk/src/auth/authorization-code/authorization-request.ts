import type { AuthorizationServer } from 'oauth4webapi'
import { base64url } from '../../net/base64.ts'
import { type PlatformCrypto, sha256Of } from '../../net/platform-crypto.ts'
import { AuthError } from '../errors.ts'
import { parseSecureUrl } from '../issuer/issuer-url.ts'
import type { PendingSignIn } from './pending-sign-ins.ts'

export interface AuthorizationRequest {
  readonly clientId: string
  readonly redirectUri: string
  /** `scope`, `audience`, `prompt` and the like; what is `undefined` is left out. */
  readonly parameters: Readonly<Record<string, string | undefined>>
  readonly resources: readonly string[]
}

/**
 * The address to send a person to: an authorization request for a code (RFC 6749 section 4.1.1, OpenID
 * Connect Core 1.0 section 3.1.2.1), with PKCE by S256 (RFC 7636 section 4.3), `state` and `nonce`.
 *
 * @throws {AuthError} `discovery_failed` when the issuer names no authorization endpoint, `insecure_issuer`.
 */
export async function authorizationUrl(
  server: AuthorizationServer,
  request: AuthorizationRequest,
  { state, nonce, codeVerifier }: PendingSignIn,
  crypto: PlatformCrypto,
): Promise<URL> {
  if (typeof server.authorization_endpoint !== 'string') {
    throw new AuthError(
      'discovery_failed',
      `The issuer ${server.issuer} names no authorization endpoint. Check the issuer.`,
    )
  }
  const url = parseSecureUrl(server.authorization_endpoint, 'authorization endpoint')
  const parameters = {
    ...request.parameters,
    response_type: 'code',
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    state,
    nonce,
    code_challenge: base64url(await sha256Of(codeVerifier, crypto)),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  for (const resource of request.resources) url.searchParams.append('resource', resource)
  return url
}
