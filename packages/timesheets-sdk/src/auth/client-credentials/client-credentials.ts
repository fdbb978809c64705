import { withoutTrailingSlash } from '../../net/issuer.ts'
import type { DpopProver } from '../dpop/prover.ts'
import { AuthError } from '../errors.ts'
import { createDiscovery } from '../issuer/discovery.ts'
import { type HttpOptions, httpDefaults } from '../issuer/http.ts'
import { parseIssuer, parseSecureUrl } from '../issuer/issuer-url.ts'
import { renewalBudget } from '../issuer/retry.ts'
import { requestToken } from '../issuer/token-request.ts'
import { type RenewingOptions, renewingTokenProvider } from '../renewing.ts'
import { cacheKey } from '../token-cache.ts'
import type { TokenProvider } from '../token-provider.ts'
import { type ClientAuthentication, prepareAuthentication } from './client-authentication.ts'
import { assertClientOptions, words } from './client-options.ts'

export interface ClientCredentialsOptions extends RenewingOptions, HttpOptions {
  /** The issuer identifier, an `https:` URL (`http:` on loopback), with or without a trailing slash. */
  readonly issuer: string
  readonly clientId: string
  readonly authentication: ClientAuthentication
  /** The API's identifier, as Auth0 and others ask for it. */
  readonly audience?: string
  /** The API's identifier or identifiers, as RFC 8707 asks for it. */
  readonly resource?: string | readonly string[]
  /**
   * Scopes of the token, separated by spaces or as a list. Default: the scopes that the issuer grants without
   * a request.
   */
  readonly scope?: string | readonly string[]
  /**
   * Asks here, without discovery. With `private_key_jwt` the `issuer` is then the assertion's `aud` as it is
   * written, so it must be spelled as the issuer spells it, slash included.
   */
  readonly tokenEndpoint?: string
  /**
   * Binds the tokens to a key, so that they are useless to a thief (DPoP, RFC 9449): `dpopProver()`. An
   * issuer that returns unbound tokens then fails with `invalid_response`.
   */
  readonly dpop?: DpopProver
  /** After how long without success a token is given up, discovery and retries included. Default: 30,000. */
  readonly giveUpAfterMs?: number
}

/**
 * Tokens for a program that acts for itself: the client credentials grant (RFC 6749 section 4.4). For
 * confidential clients only: a secret that is shipped to a browser is none.
 *
 * Nothing is sent until a token is asked for. The token endpoint is found by discovery (OpenID Connect
 * Discovery, else RFC 8414). Network failures, 429 and 5xx are retried until `giveUpAfterMs`; refusals never.
 * The cache is keyed by issuer, client, audience, resource and scope, and so that a token got with another
 * secret or key is not taken.
 *
 * @throws {AuthError} `invalid_settings`, `insecure_issuer` or `invalid_key` at once when the options can
 *   never work; from `getAccessToken` any other code.
 *
 * @example
 * const provider = clientCredentials({
 *   issuer: 'https://abc.eu.auth0.com/',
 *   clientId: 'm2m-push',
 *   audience: 'https://api.timesheets.example.com',
 *   authentication: { method: 'client_secret_post', secret },
 * })
 * const token = await provider.getAccessToken({ signal })
 */
export function clientCredentials(options: ClientCredentialsOptions): TokenProvider {
  const { issuer, clientId, tokenEndpoint, giveUpAfterMs = 30_000 } = options
  assertClientOptions(options)
  const issuerUrl = parseIssuer(issuer)
  if (tokenEndpoint !== undefined) parseSecureUrl(tokenEndpoint, 'token endpoint')
  const http = httpDefaults(options)
  const authentication = prepareAuthentication(options.authentication, http)
  const discovery = createDiscovery(issuerUrl, http)
  const parameters = grantParameters(options)
  const { dpop } = options

  const provider = renewingTokenProvider(
    {
      async cacheKey() {
        const place = [withoutTrailingSlash(issuerUrl.href), tokenEndpoint ?? '']
        const fingerprint = await authentication.fingerprint()
        const parts = [...place, clientId, parameters.toString(), fingerprint]
        return cacheKey(dpop ? [...parts, await dpop.thumbprint()] : parts, http.crypto)
      },
      async request({ signal, patient }) {
        const budget = renewalBudget({ signal, patient }, http, giveUpAfterMs)
        const server =
          tokenEndpoint === undefined
            ? await discovery.find(budget)
            : { issuer, token_endpoint: tokenEndpoint }
        try {
          const request = { grantType: 'client_credentials', clientId, authentication, parameters, dpop }
          return (await requestToken(server, request, http, budget)).access
        } catch (error) {
          if (!(error instanceof AuthError && error.kind === 'not_authorized')) discovery.forget()
          throw error
        }
      },
    },
    options,
  )
  return dpop ? { ...provider, dpop } : provider
}

function grantParameters({ audience, resource, scope }: ClientCredentialsOptions): URLSearchParams {
  const parameters = new URLSearchParams()
  if (audience !== undefined) parameters.set('audience', audience)
  for (const one of words(resource)) parameters.append('resource', one)
  // In one order, so that the same scopes share a cached token.
  const scopes = words(scope).sort()
  if (scopes.length > 0) parameters.set('scope', scopes.join(' '))
  return parameters
}
