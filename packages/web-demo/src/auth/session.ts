import type { TokenProvider } from 'timesheets-sdk/auth'
import type { SignInFailure } from './failures.ts'

/** `pkce`: authorization code with PKCE (RFC 7636). `implicit`: the implicit grant (RFC 6749 section 4.2), by auth0-js. */
export type Flow = 'pkce' | 'implicit'

/** Who is signed in, as the issuer says. */
export interface Profile {
  /** The `sub` of the tokens: the API's `userId`. */
  readonly userId: string
  readonly name: string
  readonly nickname?: string
  readonly email?: string
  /** Address of a picture at another host, which the Content-Security-Policy may not allow. */
  readonly picture?: string
}

export type SessionState =
  /** Being found out: show a skeleton. */
  | { readonly status: 'starting' }
  | { readonly status: 'signed-out'; readonly failure?: SignInFailure }
  /** On the way to the issuer; the page is about to go. */
  | { readonly status: 'leaving' }
  | { readonly status: 'signed-in'; readonly profile: Profile; readonly flow: Flow }
  /**
   * Signed in until now, and no new token to be had without the person. What is on the screen stays, typed or not saved
   * included; `SignInAgain` offers the way on, after which the status is `signed-in` again, of the same person.
   */
  | {
      readonly status: 'ended'
      readonly profile: Profile
      readonly flow: Flow
      readonly failure: SignInFailure
    }

export interface SignInOptions {
  /** Default: the setting's. */
  readonly flow?: Flow
  /** Path, query and hash to come back to. Default: where the person is. */
  readonly returnTo?: string
}

/** Signing in and staying so, whatever the flow. An external store for React: see {@link Session.subscribe}. */
export interface Session {
  /** What to offer, the default first. */
  readonly offeredFlows: readonly [Flow, ...Flow[]]
  /** Calls back after each change of state; answers how to stop that. */
  subscribe(listener: () => void): () => void
  /** The same object until something changes. */
  getState(): SessionState
  /**
   * For the API client. It never fails for a token that has merely expired: it is renewed silently, before its end and
   * after a 401. When that is impossible the state is `ended`, and what waits fails with an `AuthError` of kind
   * `not_authorized`; call again once the state is `signed-in`.
   */
  readonly tokenProvider: TokenProvider
  /**
   * Signs in silently where somebody has been signed in on this device: by what is kept, else in a hidden frame, and where
   * the browser keeps the issuer's cookies from that, by one redirect that comes back to this page. Not to be called on the
   * callback page. Calls at the same time share one attempt.
   */
  start(): Promise<void>
  /** Leaves for the issuer's sign-in page. */
  signIn(options?: SignInOptions): Promise<void>
  /**
   * After `ended`: opens a window to sign in in. To be called from a click, else the browser blocks it, and the `failure`
   * is `popup_blocked`. Resolves when the window is open; the state tells the rest.
   */
  signInAgain(): Promise<void>
  /**
   * Takes what the issuer has answered in the address of the callback page, and wipes it from there and from the history.
   * Calls with the same address share one result.
   *
   * @returns where to go on: the `returnTo` of the sign-in, within this application, else `/`; `undefined` in a window
   *   whose answer another tab has waited for: it closes.
   * @throws {SignInFailure} which is the `failure` of the state, too
   */
  finish(callback: URL): Promise<string | undefined>
  /** Forgets the tokens, in every tab of this browser, and leaves for the issuer's sign-out. */
  signOut(): Promise<void>
}
