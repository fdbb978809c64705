import { authorizationCode, isNotAuthorized, webMessageFrame } from 'timesheets-sdk/auth'
import {
  type FlowEnvironment,
  type Leaving,
  profileOf,
  requestedScope,
  type SignInFlow,
} from './sign-in-flow.ts'

/** Short, since a person is waiting and can try again. */
const giveUpAfterMs = 5_000

/** Authorization code with PKCE, by the SDK. */
export function pkceFlow({ settings, redirectUri, storage, navigate }: FlowEnvironment): SignInFlow {
  const keepsTokens = settings.tokenStorage === 'localstorage'
  const auth = authorizationCode({
    issuer: settings.issuer,
    clientId: settings.clientId,
    redirectUri,
    audience: settings.audience,
    scope: `${requestedScope(settings)} offline_access`,
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
    // Not all of `signOut`: each tab revokes the tokens of its own sign-in.
    forget: () => auth.forget(),
    signOut: (returnTo) => auth.signOut({ returnTo }),
  }
}
