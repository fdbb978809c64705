import type { IdTokenClaims } from 'timesheets-sdk/auth'
import { authorizationCode, isUnreachable } from 'timesheets-sdk/auth/authorization-code'
import { createClient } from 'timesheets-sdk/client/core'
import { entries } from 'timesheets-sdk/client/entries'
import { me } from 'timesheets-sdk/client/me'
import { policy } from 'timesheets-sdk/client/policy'
import { projects } from 'timesheets-sdk/client/projects'
import { weeks } from 'timesheets-sdk/client/weeks'
import { createHours, type Hours } from './hours.ts'
import type { Platform, Settings } from './platform.ts'

const scope = 'openid profile email offline_access read:timesheets create:timesheets delete:timesheets'

/** The sign-in of this phone. The application and its background task each make one over the same storage. */
export interface Session {
  /** The hours of the person who is signed in; `undefined`: nobody is. Needs no network. */
  hours(): Promise<Hours | undefined>
  /** Signs a person in. `undefined`: they closed the page, or come back by `resume`. */
  signIn(): Promise<Hours | undefined>
  /**
   * Ends a sign-in with the address that the application was started with: the system may have ended it while
   * the person was at the issuer. `undefined`: the address is of no sign-in.
   */
  resume(address: string | null): Promise<Hours | undefined>
  /** Forgets the tokens, also without a network. Hours that wait are kept for the person's next sign-in. */
  signOut(): Promise<void>
}

export function createSession(platform: Platform, settings: Settings): Session {
  const { apiUrl, redirectUri, signedOutUri, ...registration } = settings
  const auth = authorizationCode({
    ...registration,
    redirectUri,
    scope,
    storage: platform.secureStorage,
    // Outlives the application, which the system may end while the person is at the issuer.
    pendingStorage: platform.secureStorage,
    crypto: platform.crypto,
  })
  const { tokenProvider } = auth
  const client = createClient(
    // Few attempts: without a network the person hears of it soon, and the outbox sends again later.
    { baseUrl: apiUrl, tokenProvider, randomUuid: platform.randomUuid, retry: { attempts: 2 } },
    { entries, me, policy, projects, weeks },
  )
  const hoursOf = (claims: IdTokenClaims) => createHours({ client, claims, platform })

  async function finish(callback: string): Promise<Hours> {
    return hoursOf((await auth.finishSignIn(new URL(callback))).claims)
  }

  return {
    async hours() {
      const claims = await auth.currentUser()
      return claims && hoursOf(claims)
    },
    async signIn() {
      const callback = await platform.visitIssuer((await auth.startSignIn()).href, redirectUri)
      return callback === undefined ? undefined : finish(callback)
    },
    async resume(address) {
      if (!address?.startsWith(redirectUri) || !new URL(address).searchParams.has('state')) return undefined
      return finish(address)
    },
    async signOut() {
      try {
        const url = await auth.signOut({ returnTo: signedOutUri })
        await platform.visitIssuer(url.href, signedOutUri)
      } catch (error) {
        // The session at the issuer goes on then; the phone has forgotten its tokens.
        if (!isUnreachable(error)) throw error
      }
    },
  }
}
