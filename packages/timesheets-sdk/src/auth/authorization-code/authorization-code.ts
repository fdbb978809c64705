import { base64url } from '../../net/base64.ts'
import { withoutTrailingSlash } from '../../net/issuer.ts'
import { parseUrl } from '../../net/url.ts'
import { assertClientOptions, words } from '../client-credentials/client-options.ts'
import type { DpopProver } from '../dpop/prover.ts'
import { AuthError } from '../errors.ts'
import { exclusive } from '../exclusive.ts'
import { createDiscovery } from '../issuer/discovery.ts'
import { type HttpOptions, httpDefaults } from '../issuer/http.ts'
import { parseIssuer } from '../issuer/issuer-url.ts'
import { renewalBudget } from '../issuer/retry.ts'
import { type KeyValueStorage, memoryStorage, tabStorage } from '../key-value-storage.ts'
import { personTokens } from '../person/person-tokens.ts'
import { type IdTokenClaims, type SignedIn, signedInStore } from '../person/signed-in.ts'
import type { RenewingOptions } from '../renewing.ts'
import type { TokenProvider } from '../token-provider.ts'
import { authorizationUrl } from './authorization-request.ts'
import { pendingSignIns } from './pending-sign-ins.ts'
import { revokeQuietly, signOutUrl } from './sign-out.ts'
import type { SilentRequest } from './web-message.ts'

export interface AuthorizationCodeOptions
  extends Pick<RenewingOptions, 'refreshBeforeExpirySeconds'>,
    HttpOptions {
  /** The issuer identifier, an `https:` URL (`http:` on loopback), with or without a trailing slash. */
  issuer: string
  /** A public client's: it has no secret. */
  clientId: string
  /** Where the issuer sends the person back to: registered there, and compared there as a string. */
  redirectUri: string
  /** The API's identifier, as Auth0 and others ask for it. */
  audience?: string
  /** The API's identifier or identifiers, as RFC 8707 asks for it. */
  resource?: string | readonly string[]
  /** Scopes of the tokens. `openid` is always requested; add `offline_access` for a refresh token. */
  scope?: string | readonly string[]
  /**
   * Where tokens are kept. Default: memory, which ends with the page. What is given is shared by all who use
   * the same one: tabs renew in turn then. Script that runs in the page can read `localStorage`.
   */
  storage?: KeyValueStorage
  /**
   * Where state, nonce and PKCE verifier wait for the callback, an hour at most. Default: `sessionStorage`,
   * else memory.
   */
  pendingStorage?: KeyValueStorage
  /**
   * How to ask without a person, where there is no refresh token or it has ended: `webMessageFrame()` in a
   * browser.
   */
  silently?: SilentRequest
  /**
   * Binds the tokens to a key, so that they are useless to a thief (DPoP, RFC 9449): `dpopProver()`. An
   * issuer that returns unbound tokens then fails with `invalid_response`. If tokens are kept in a storage,
   * keep the key as well: without it they are lost.
   */
  dpop?: DpopProver
  /** After how long without success a token is given up, discovery and retries included. Default: 30,000. */
  giveUpAfterMs?: number
}

export interface StartSignInOptions {
  /** Given back by `finishSignIn`: where in the application the person was. It is kept here and not sent. */
  readonly returnTo?: string
  /** `none`: shows no page, and comes back with `login_required` where one would be needed. */
  readonly prompt?: 'none' | 'login' | 'consent' | 'select_account'
  /** The e-mail address or name to fill in. */
  readonly loginHint?: string
  /** More parameters, as the issuer has them: `organization`, `ui_locales`. */
  readonly parameters?: Readonly<Record<string, string>>
}

export interface FinishedSignIn {
  readonly returnTo: string | undefined
  readonly claims: IdTokenClaims
}

/** A person's sign-in to one client. */
export interface AuthorizationCode {
  /**
   * Tokens of the person who is signed in here, renewed by the refresh token, else silently. Fails with
   * `sign_in_required` when nobody is, or somebody else has signed in elsewhere with the same storage.
   */
  readonly tokenProvider: TokenProvider
  /** Begins a sign-in. Resolves to the address to send the person to. */
  startSignIn(options?: StartSignInOptions): Promise<URL>
  /**
   * Ends a sign-in with the address that the issuer has sent the person back to. A response can be used once,
   * within an hour.
   *
   * @throws {AuthError} the issuer's error (`access_denied`, `login_required`, ...), `callback_used`,
   *   `state_mismatch`, `invalid_id_token`, `clock_skew`, `issuer_unreachable`, ...
   */
  finishSignIn(callback: URL): Promise<FinishedSignIn>
  /** Signs in who is signed in at the issuer already. @throws {AuthError} `login_required` and the like. */
  signInSilently(options?: { signal?: AbortSignal }): Promise<IdTokenClaims>
  /** The person who is signed in, by the ID token of the sign-in; `undefined` if nobody is. */
  currentUser(): Promise<IdTokenClaims | undefined>
  /** Forgets tokens, and asks nobody: for a sign-out that has happened elsewhere. */
  forget(): Promise<void>
  /**
   * Forgets tokens, and revokes the refresh token. Resolves to the address that ends the session at the
   * issuer, too.
   */
  signOut(options?: { returnTo?: string }): Promise<URL>
}

/**
 * Signs a person in to a public client, an application in a browser or on a phone: authorization code with
 * PKCE (RFC 6749 section 4.1, RFC 7636, RFC 9700 section 2.1), OpenID Connect for who it is, and rotating
 * refresh tokens. The application brings navigation: it goes to the address from `startSignIn`, and gives the
 * one it comes back at to `finishSignIn`.
 *
 * Concurrent callers share one renewal, tabs that share a `storage` too (Web Locks).
 *
 * @throws {AuthError} `invalid_settings` or `insecure_issuer` at once when the options can never work.
 *
 * @example
 * const auth = authorizationCode({
 *   issuer: 'https://abc.eu.auth0.com/',
 *   clientId: 'spa',
 *   redirectUri: `${location.origin}/callback`,
 *   audience: 'https://api.timesheets.example.com',
 *   scope: 'openid profile email offline_access read:timesheets',
 *   silently: webMessageFrame(),
 * })
 * location.assign(await auth.startSignIn({ returnTo: '/week/2026-W48' }))
 * // and on /callback:
 * const { returnTo, claims } = await auth.finishSignIn(new URL(location.href))
 */
export function authorizationCode(options: AuthorizationCodeOptions): AuthorizationCode {
  const { issuer, clientId, redirectUri, silently, giveUpAfterMs = 30_000 } = options
  assertClientOptions(options)
  const issuerUrl = parseIssuer(issuer)
  if (parseUrl(redirectUri) === undefined) {
    throw new AuthError(
      'invalid_settings',
      'The redirect URI is not an absolute URL. Give the registered one.',
    )
  }
  const http = httpDefaults(options)
  const { dpop } = options
  const discovery = createDiscovery(issuerUrl, http)
  const place = `timesheets:${withoutTrailingSlash(issuerUrl.href)}:${clientId}`
  const { pendingStorage = tabStorage() } = options
  const pending = pendingSignIns(pendingStorage, `${place}:pending`, http.now)
  const store = signedInStore(options.storage ?? memoryStorage(), `${place}:signed-in`)
  const request = {
    clientId,
    redirectUri,
    resources: words(options.resource),
    scope: [...new Set(['openid', ...words(options.scope)])].join(' '),
  }

  /** 256 random bits in 43 characters: as long as a PKCE verifier must be (RFC 7636 section 4.1). */
  const randomText = () => base64url(http.crypto.getRandomValues(new Uint8Array(32)))

  const server = (signal: AbortSignal) =>
    discovery.find(renewalBudget({ signal, patient: true }, http, giveUpAfterMs))

  async function begin(
    { returnTo, prompt, loginHint, parameters }: StartSignInOptions,
    signal = new AbortController().signal,
  ): Promise<URL> {
    const found = await server(signal)
    const signIn = {
      state: randomText(),
      nonce: randomText(),
      codeVerifier: randomText(),
      returnTo,
    }
    const { audience } = options
    const named = { scope: request.scope, audience, prompt, login_hint: loginHint, ...parameters }
    const url = await authorizationUrl(found, { ...request, parameters: named }, signIn, http.crypto)
    await pending.add(signIn)
    return url
  }

  async function redeem(callback: URL, signal = new AbortController().signal) {
    // Discovered first, so that an unreachable issuer does not use up the response.
    const found = await server(signal)
    const signIn = await pending.take(callback.searchParams.get('state'))
    const exchange = { ...request, callback: callback.searchParams, pending: signIn, dpop }
    const budget = renewalBudget({ signal, patient: true }, http, giveUpAfterMs)
    // Loaded on demand: a page needs it once, after the person has come back.
    const { exchangeCode } = await import('./code-exchange.ts')
    const signedIn = await exchangeCode(found, exchange, http, budget)
    return { signedIn, returnTo: signIn.returnTo }
  }

  async function askSilently(signal: AbortSignal): Promise<SignedIn> {
    if (silently === undefined) {
      throw new AuthError('sign_in_required', 'There is no way to sign in without the person. Sign in.')
    }
    const url = await begin({ prompt: 'none', parameters: { response_mode: 'web_message' } }, signal)
    return (await redeem(await silently(url, { redirectUri: new URL(redirectUri), signal }), signal)).signedIn
  }

  const tokens = personTokens({
    store,
    // Alone with its storage, it need not wait for others.
    lockName: options.storage === undefined ? undefined : `${place}:renewal`,
    exclusive: options.storage?.exclusive?.bind(options.storage) ?? exclusive,
    server,
    clientId,
    http,
    giveUpAfterMs,
    askSilently: silently === undefined ? undefined : askSilently,
    refreshBeforeExpirySeconds: options.refreshBeforeExpirySeconds,
    dpop,
  })

  return {
    tokenProvider: tokens.provider,
    startSignIn: (options = {}) => begin(options),
    async finishSignIn(callback) {
      const { signedIn, returnTo } = await redeem(callback)
      await tokens.adopt(signedIn)
      return { returnTo, claims: signedIn.claims }
    },
    async signInSilently({ signal = new AbortController().signal } = {}) {
      const signedIn = await askSilently(signal)
      await tokens.adopt(signedIn)
      return signedIn.claims
    },
    async currentUser() {
      return (await store.read())?.claims
    },
    forget: tokens.forget,
    async signOut({ returnTo } = {}) {
      const signedIn = await store.read()
      await tokens.forget()
      const found = await server(new AbortController().signal)
      if (signedIn?.refreshToken !== undefined) {
        await revokeQuietly(found, clientId, signedIn.refreshToken, http)
      }
      return signOutUrl(found, { clientId, idToken: signedIn?.idToken, returnTo })
    },
  }
}
