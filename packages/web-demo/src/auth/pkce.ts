import {
  authorizationCode,
  type IdTokenClaims,
  isNotAuthorized,
  type KeyValueStorage,
  webMessageFrame,
} from 'timesheets-sdk/auth'
import type { Settings } from '../settings.ts'
import type { Profile } from './session.ts'
import { type Leaving, type SignInFlow, scope } from './sign-in-flow.ts'

export interface FlowEnvironment {
  readonly settings: Settings
  /** Registered at the issuer. */
  readonly redirectUri: string
  /** What outlives the page: what a sign-in under way needs, and the tokens where the setting says so. */
  readonly storage: KeyValueStorage
  readonly navigate: (url: URL) => void
}

/** A person waits for the answer, and can try again. */
const giveUpAfterMs = 5_000

/** Authorization code with PKCE, by the SDK. */
export function pkceFlow({ settings, redirectUri, storage, navigate }: FlowEnvironment): SignInFlow {
  const keepsTokens = settings.tokenStorage === 'localstorage'
  const auth = authorizationCode({
    issuer: settings.issuer,
    clientId: settings.clientId,
    redirectUri,
    audience: settings.audience,
    scope: `${scope} offline_access`,
    pendingStorage: storage,
    ...(keepsTokens ? { storage } : {}),
    silently: webMessageFrame(),
    giveUpAfterMs,
  })

  const address = ({ returnTo, isSilent = false, loginHint }: Leaving) =>
    auth.startSignIn({
      returnTo,
      ...(isSilent ? { prompt: 'none' as const } : {}),
      ...(loginHint === undefined ? {} : { loginHint }),
    })

  return {
    tokenProvider: auth.tokenProvider,
    leave: async (options) => navigate(await address(options)),
    addressForWindow: address,
    async finish(callback) {
      const { returnTo, claims } = await auth.finishSignIn(callback)
      return { returnTo, profile: profileOf(claims) }
    },
    async resume() {
      const claims = keepsTokens ? await auth.currentUser() : undefined
      if (claims === undefined) return undefined
      try {
        await auth.tokenProvider.getAccessToken()
      } catch (error) {
        if (isNotAuthorized(error)) return undefined
        throw error
      }
      return profileOf(claims)
    },
    signInSilently: async () => profileOf(await auth.signInSilently()),
    // Never the whole of `signOut`: the tokens of another tab's sign-in are that tab's to revoke.
    forget: () => auth.forget(),
    signOut: (returnTo) => auth.signOut({ returnTo }),
  }
}

/** Who an ID token, or a userinfo answer, is about. */
export function profileOf(
  claims: Pick<IdTokenClaims, 'sub' | 'name' | 'nickname' | 'email' | 'picture'>,
): Profile {
  const { sub, name, nickname, email, picture } = claims
  return {
    userId: sub,
    name: name ?? nickname ?? email ?? sub,
    ...(nickname === undefined ? {} : { nickname }),
    ...(email === undefined ? {} : { email }),
    ...(picture === undefined ? {} : { picture }),
  }
}
