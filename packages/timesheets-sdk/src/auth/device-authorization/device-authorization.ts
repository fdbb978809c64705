import { withoutTrailingSlash } from '../../net/issuer.ts'
import { revokeQuietly } from '../authorization-code/sign-out.ts'
import { assertClientOptions, words } from '../client-credentials/client-options.ts'
import type { DpopProver } from '../dpop/prover.ts'
import { isUnreachable } from '../errors.ts'
import { exclusive } from '../exclusive.ts'
import { createDiscovery } from '../issuer/discovery.ts'
import { type HttpOptions, httpDefaults } from '../issuer/http.ts'
import { parseIssuer } from '../issuer/issuer-url.ts'
import { renewalBudget } from '../issuer/retry.ts'
import { type KeyValueStorage, memoryStorage } from '../key-value-storage.ts'
import { personTokens } from '../person/person-tokens.ts'
import { type IdTokenClaims, signedInStore } from '../person/signed-in.ts'
import type { RenewingOptions } from '../renewing.ts'
import type { TokenProvider } from '../token-provider.ts'
import { requestDeviceCode, type ShownCode } from './device-code.ts'
import { pollForTokens } from './poll.ts'

export interface DeviceAuthorizationOptions
  extends Pick<RenewingOptions, 'refreshBeforeExpirySeconds'>,
    HttpOptions {
  /** The issuer identifier, an `https:` URL (`http:` on loopback). A trailing slash is ignored. */
  issuer: string
  /** The id of a public client, which has no secret and may use the device authorization grant. */
  clientId: string
  /** The API's identifier, for Auth0 and similar issuers. */
  audience?: string
  /** The API's identifier or identifiers, for issuers that support RFC 8707. */
  resource?: string | readonly string[]
  /** The requested scopes. `openid` is always added; Auth0 needs `offline_access` for a refresh token. */
  scope?: string | readonly string[]
  /**
   * Keeps the tokens. Default: memory. Processes that share a storage renew in turn if it has `exclusive`.
   */
  storage?: KeyValueStorage
  /**
   * Binds the tokens to a key, so that they are useless to a thief (DPoP, RFC 9449): `dpopProver()`. An
   * issuer that returns unbound tokens then fails with `invalid_response`. If tokens are kept in a storage,
   * keep the key as well: without it they are lost.
   */
  dpop?: DpopProver
  /** Milliseconds without success after which a token request fails, retries included. Default: 30,000. */
  giveUpAfterMs?: number
}

/** A sign-in that waits for the person to confirm it in a browser, on any device. */
export interface DeviceSignIn extends ShownCode {
  /**
   * Waits for the confirmation, and keeps the tokens.
   *
   * @throws {AuthError} `access_denied` if the person denied it, `sign_in_expired` if the code expired,
   *   `issuer_unreachable`, `aborted`, `invalid_id_token`, ...
   */
  finish(options?: { signal?: AbortSignal }): Promise<IdTokenClaims>
}

/** A person's sign-in on a device or command line without a browser of its own. */
export interface DeviceAuthorization {
  /**
   * The person's tokens, renewed by the refresh token. Fails with `sign_in_required` if nobody is signed in.
   */
  readonly tokenProvider: TokenProvider
  /** Requests a code. Nothing is kept until {@link DeviceSignIn.finish} resolves. */
  startSignIn(options?: { signal?: AbortSignal }): Promise<DeviceSignIn>
  /** The person who is signed in, from the ID token; undefined if nobody is. */
  currentUser(): Promise<IdTokenClaims | undefined>
  /**
   * Removes the tokens and revokes the refresh token (RFC 7009).
   *
   * @returns `revoked: false` if there was nothing to revoke, or the issuer did not confirm it
   */
  signOut(options?: { signal?: AbortSignal }): Promise<{ readonly revoked: boolean }>
}

/**
 * Signs a person in by the device authorization grant (RFC 8628): the person opens a page in any browser,
 * enters a code, and confirms. For command lines and devices; an application in a browser uses
 * `authorizationCode`.
 *
 * @throws {AuthError} `invalid_settings` or `insecure_issuer` immediately if the options can never work
 *
 * @example
 * const auth = deviceAuthorization({
 *   issuer: 'https://abc.eu.auth0.com/',
 *   clientId: 'cli',
 *   audience: 'https://api.timesheets.example.com',
 *   scope: 'profile email offline_access read:timesheets',
 * })
 * const signIn = await auth.startSignIn()
 * console.log(`Open ${signIn.verificationUri} and enter ${signIn.userCode}`)
 * const { name } = await signIn.finish()
 */
export function deviceAuthorization(options: DeviceAuthorizationOptions): DeviceAuthorization {
  const { issuer, clientId, audience, storage = memoryStorage(), giveUpAfterMs = 30_000 } = options
  assertClientOptions(options)
  const issuerUrl = parseIssuer(issuer)
  const http = httpDefaults(options)
  const { dpop } = options
  const discovery = createDiscovery(issuerUrl, http)
  // The same place as that of authorizationCode: both sign the same person in to the same client.
  const place = `timesheets:${withoutTrailingSlash(issuerUrl.href)}:${clientId}`
  const store = signedInStore(storage, `${place}:signed-in`)
  const parameters = new URLSearchParams({
    scope: [...new Set(['openid', ...words(options.scope)])].join(' '),
  })
  if (audience !== undefined) parameters.set('audience', audience)
  for (const resource of words(options.resource)) parameters.append('resource', resource)

  const server = (signal: AbortSignal) =>
    discovery.find(renewalBudget({ signal, patient: true }, http, giveUpAfterMs))
  const tokens = personTokens({
    store,
    lockName: options.storage === undefined ? undefined : `${place}:renewal`,
    exclusive: storage.exclusive?.bind(storage) ?? exclusive,
    server,
    clientId,
    http,
    giveUpAfterMs,
    askSilently: undefined,
    refreshBeforeExpirySeconds: options.refreshBeforeExpirySeconds,
    dpop,
  })

  return {
    tokenProvider: tokens.provider,
    async startSignIn({ signal = new AbortController().signal } = {}) {
      const found = await server(signal)
      const budget = renewalBudget({ signal, patient: true }, http, giveUpAfterMs)
      const { deviceCode, intervalSeconds, ...shown } = await requestDeviceCode(
        found,
        { clientId, parameters },
        http,
        budget,
      )
      return {
        ...shown,
        async finish({ signal = new AbortController().signal } = {}) {
          const code = { clientId, deviceCode, intervalSeconds, expiresAtMs: shown.expiresAtMs, dpop }
          const signedIn = await pollForTokens(found, code, http, { signal, giveUpAfterMs })
          await tokens.adopt(signedIn)
          return signedIn.claims
        },
      }
    },
    async currentUser() {
      return (await store.read())?.claims
    },
    async signOut({ signal = new AbortController().signal } = {}) {
      const signedIn = await store.read()
      await tokens.forget()
      if (signedIn?.refreshToken === undefined) return { revoked: false }
      try {
        const found = await discovery.find(renewalBudget({ signal, patient: false }, http, giveUpAfterMs))
        return { revoked: await revokeQuietly(found, clientId, signedIn.refreshToken, http) }
      } catch (error) {
        if (isUnreachable(error)) return { revoked: false }
        throw error
      }
    },
  }
}
