import {
  type Auth0DecodedHash,
  type Auth0Error,
  type Auth0UserProfile,
  type AuthorizeUrlOptions,
  WebAuth,
} from 'auth0-js'
import {
  AuthError,
  type CachedToken,
  type IdTokenClaims,
  renewingTokenProvider,
  type TokenProvider,
} from 'timesheets-sdk/auth'
import { authErrorOf } from './auth0-errors.ts'
import { implicitTokens } from './implicit-tokens.ts'
import {
  type FlowEnvironment,
  type Leaving,
  profileOf,
  requestedScope,
  type SignInFlow,
} from './sign-in-flow.ts'

/** The time within which the issuer must respond in a hidden frame. */
const silentTimeoutMs = 10_000

/**
 * The implicit grant (RFC 6749 section 4.2, OpenID Connect Core 1.0 section 3.2), by auth0-js: it checks
 * state, nonce, and the ID token with its signature and `at_hash`. There is no refresh token; tokens are
 * renewed in a hidden frame. RFC 9700 section 2.1.2 advises against this grant; it is supported because the
 * scenario uses it.
 */
export function implicitFlow({ settings, redirectUri, storage }: FlowEnvironment): SignInFlow {
  const { issuer, clientId: clientID, audience } = settings
  const webAuth = new WebAuth({
    ...placeOf(issuer),
    clientID,
    audience,
    redirectUri,
    responseType: 'token id_token',
    scope: requestedScope(settings),
    _sendTelemetry: false,
  })
  const kept = implicitTokens(settings.tokenStorage === 'localstorage' ? storage : undefined)
  /** The requests of other windows, by state. auth0-js keeps those of this window in cookies. */
  const asked = new Map<string, { nonce: string; returnTo: string }>()
  let provider: TokenProvider | undefined

  function serve(sub: string): void {
    provider = renewingTokenProvider(
      { cacheKey: async () => sub, request: async () => (await renew(sub)).token },
      { cache: kept.cacheOf(sub) },
    )
  }

  async function renew(sub: string): Promise<{ token: CachedToken; claims: IdTokenClaims }> {
    const obtainedAtMs = Date.now()
    const response = read(await checkSession(), obtainedAtMs)
    if (response.claims.sub !== sub) {
      throw new AuthError('sign_in_required', 'Somebody else is signed in at the issuer. Sign in again.')
    }
    return response
  }

  async function enter({ token, claims }: ReturnType<typeof read>) {
    const profile = profileOf({ ...claims, ...(await userInfo(token.accessToken)) })
    await kept.keep(profile, token)
    serve(profile.userId)
    return profile
  }

  const checkSession = () =>
    ask<Auth0DecodedHash>((callback) => {
      // The library passes on options of `/authorize` that its types omit.
      const options: Parameters<WebAuth['checkSession']>[0] & { timeout: number } = {
        timeout: silentTimeoutMs,
      }
      webAuth.checkSession(options, callback)
    })

  /** The person's current profile at the issuer. The ID token has one too, so a failure here is not fatal. */
  const userInfo = (accessToken: string) =>
    ask<Auth0UserProfile>((callback) => webAuth.client.userInfo(accessToken, callback)).catch(() => undefined)

  return {
    tokenProvider: {
      canRenew: true,
      async getAccessToken(options) {
        if (provider === undefined) throw new AuthError('sign_in_required', 'Nobody is signed in. Sign in.')
        return provider.getAccessToken(options)
      },
    },
    async leave(options) {
      webAuth.authorize({ appState: options.returnTo, ...parametersOf(options) })
    },
    async addressForWindow(options) {
      const [state, nonce] = [crypto.randomUUID(), crypto.randomUUID()]
      asked.set(state, { nonce, returnTo: options.returnTo })
      const parameters: AuthorizeUrlOptions = { redirectUri, responseType: 'token id_token', state, nonce }
      return new URL(webAuth.client.buildAuthorizeUrl({ ...parameters, ...parametersOf(options) }))
    },
    async finish(callback) {
      const state = new URLSearchParams(callback.hash.slice(1)).get('state') ?? ''
      const own = asked.get(state)
      asked.delete(state)
      const obtainedAtMs = Date.now()
      const response = await ask<Auth0DecodedHash | null>((done) =>
        webAuth.parseHash({ hash: callback.hash, ...(own && { state, nonce: own.nonce }) }, done),
      )
      const profile = await enter(read(response, obtainedAtMs))
      const appState: unknown = own ? own.returnTo : response?.appState
      return { profile, returnTo: typeof appState === 'string' ? appState : undefined }
    },
    async resume() {
      const profile = await kept.resume()
      if (profile !== undefined) serve(profile.userId)
      return profile
    },
    async signInSilently() {
      const obtainedAtMs = Date.now()
      return enter(read(await checkSession(), obtainedAtMs))
    },
    async forget() {
      provider = undefined
      await kept.forget()
    },
    async signOut(returnTo) {
      provider = undefined
      await kept.forget()
      return new URL(webAuth.client.buildLogoutUrl({ clientID, returnTo }))
    },
  }
}

/** auth0-js expects a tenant at `https://<domain>/`; any other issuer must be set twice. */
function placeOf(issuer: string) {
  const { protocol, host, pathname } = new URL(issuer)
  if (protocol === 'https:' && pathname === '/') return { domain: host }
  return { domain: issuer.replace(/\/$/, ''), overrides: { __token_issuer: issuer } }
}

function parametersOf({ isSilent = false, loginHint }: Leaving) {
  return {
    ...(isSilent ? { prompt: 'none' } : {}),
    ...(loginHint === undefined ? {} : { login_hint: loginHint }),
  }
}

function read(response: Auth0DecodedHash | null, obtainedAtMs: number) {
  const { accessToken, idTokenPayload, expiresIn } = response ?? {}
  const claims = idTokenPayload as IdTokenClaims | undefined
  if (accessToken === undefined || claims === undefined || !Number.isFinite(expiresIn)) {
    throw new AuthError('invalid_response', 'The issuer has not sent an access token and an ID token.')
  }
  const expiresAtMs = obtainedAtMs + Number(expiresIn) * 1000
  return { token: { accessToken, obtainedAtMs, expiresAtMs } satisfies CachedToken, claims }
}

/** A call of auth0-js as a promise. */
function ask<T>(call: (callback: (error: Auth0Error | null, result: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, result) => (error ? reject(authErrorOf(error)) : resolve(result)))
  })
}
