import type { TokenProvider } from 'timesheets-sdk/auth'
import type { SignInFailure } from './failures.ts'

/**
 * `pkce`: authorization code with PKCE (RFC 7636). `implicit`: the implicit grant (RFC 6749 section 4.2), by
 * auth0-js.
 */
export type Flow = 'pkce' | 'implicit'

/** The signed-in person, according to the issuer. */
export interface Profile {
  /** The `sub` of the tokens: the API's `userId`. */
  readonly userId: string
  readonly name: string
  readonly nickname?: string
  readonly email?: string
  /** URL of a picture, possibly at another host, which the Content-Security-Policy may block. */
  readonly picture?: string
}

export type SessionState =
  /** Not known yet. */
  | { readonly status: 'starting' }
  /** A person was signed in on this device: their silent sign-in is under way, and is likely to succeed. */
  | { readonly status: 'resuming' }
  | { readonly status: 'signed-out'; readonly failure?: SignInFailure }
  /** Redirecting to the issuer; the page is about to unload. */
  | { readonly status: 'leaving' }
  | { readonly status: 'signed-in'; readonly profile: Profile; readonly flow: Flow }
  /**
   * The session has ended: a new token requires the person to sign in. The screen keeps everything, unsaved
   * text included. `SignInAgain` offers to sign in; afterwards the status is `signed-in` again, for the same
   * person.
   */
  | {
      readonly status: 'ended'
      readonly profile: Profile
      readonly flow: Flow
      readonly failure: SignInFailure
    }

export interface SignInOptions {
  /** Default: the flow from the settings. */
  readonly flow?: Flow
  /** Path, query and hash to return to. Default: the current ones, or those of a sign-in that just failed. */
  readonly returnTo?: string
}

/**
 * The sign-in session, independent of the flow. An external store for React: see {@link Session.subscribe}.
 */
export interface Session {
  /** The flows to offer, the default first. */
  readonly offeredFlows: readonly [Flow, ...Flow[]]
  /** Calls back after each change of state; returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void
  /** The same object until something changes. */
  getState(): SessionState
  /**
   * The token provider for the API client. It renews tokens silently, before they expire and after a 401.
   * When that is impossible, the state becomes `ended` and pending calls fail with an `AuthError` of kind
   * `not_authorized`; call again once the state is `signed-in`. During `resuming` it waits for the outcome.
   */
  readonly tokenProvider: TokenProvider
  /**
   * Signs in silently if a person was signed in on this device: with stored tokens, otherwise in a hidden
   * frame, or, where the browser withholds the issuer's cookies from the frame, by one redirect that returns
   * to this page. Do not call it on the callback page. Concurrent calls share one attempt.
   */
  start(): Promise<void>
  /** Redirects to the issuer's sign-in page. */
  signIn(options?: SignInOptions): Promise<void>
  /**
   * After `ended`: opens a sign-in window. Call it from a click handler, otherwise the browser blocks the
   * window and the `failure` is `popup_blocked`. Resolves when the window is open; follow the state for the
   * outcome.
   */
  signInAgain(): Promise<void>
  /**
   * Reads the issuer's response from the URL of the callback page, and removes it from the URL and the
   * history. Calls with the same URL share one result.
   *
   * @returns the path to continue at: the `returnTo` of the sign-in, within this application, else `/`;
   *   `undefined` in a window whose response another tab was waiting for: it closes.
   * @throws {SignInFailure} which is also the `failure` of the state
   */
  finish(callback: URL): Promise<string | undefined>
  /** Forgets the tokens in every tab of this browser, and redirects to the issuer's sign-out. */
  signOut(): Promise<void>
}
