import type { KeyValueStorage, TokenProvider } from 'timesheets-sdk/auth'
import type { Settings } from '../settings.ts'
import type { Profile } from './session.ts'

/** What a flow is given of the page and the deployment. */
export interface FlowEnvironment {
  readonly settings: Settings
  /** Registered at the issuer. */
  readonly redirectUri: string
  /** What outlives the page: what a sign-in under way needs, and the tokens where the setting says so. */
  readonly storage: KeyValueStorage
  readonly navigate: (url: URL) => void
}

export interface Leaving {
  /** Path, query and hash to come back to. */
  readonly returnTo: string
  /** Shows no page of the issuer: comes back at once, with an error where it would have to show one. */
  readonly isSilent?: boolean
  readonly loginHint?: string | undefined
}

export interface Finished {
  readonly profile: Profile
  readonly returnTo: string | undefined
}

/** One way to sign in: all that differs between authorization code with PKCE and the implicit grant. */
export interface SignInFlow {
  /** Tokens of who has signed in by this object. */
  readonly tokenProvider: TokenProvider
  /** Leaves this page for the issuer, which sends the person back to the callback page. */
  leave(options: Leaving): Promise<void>
  /** An address for another window. Its answer is for {@link finish} of this same object. */
  addressForWindow(options: Leaving): Promise<URL>
  /** Takes the issuer's answer. @throws {AuthError} */
  finish(callback: URL): Promise<Finished>
  /** Goes on with what an earlier page has kept in the storage, if that is allowed and there is something. */
  resume(): Promise<Profile | undefined>
  /** Signs in who is signed in at the issuer, without leaving the page. @throws {AuthError} */
  signInSilently(): Promise<Profile>
  forget(): Promise<void>
  /** Forgets, and answers the address that signs out at the issuer. @throws {AuthError} when that is not known */
  signOut(returnTo: string): Promise<URL>
}

const apiScopes = [
  'read:timesheets',
  'create:timesheets',
  'delete:timesheets',
  'approve:timesheets',
  'approve:any',
  'manage:timesheets',
]

/** All that the application has a use for. The issuer grants of it what the person's role permits. */
export const scope = ['openid', 'profile', 'email', ...apiScopes].join(' ')
