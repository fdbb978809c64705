import type { IdTokenClaims, KeyValueStorage, TokenProvider } from 'timesheets-sdk/auth'
import type { Settings } from '../settings.ts'
import type { Profile } from './session.ts'

/** The parts of the page and the deployment that a flow needs. */
export interface FlowEnvironment {
  readonly settings: Settings
  /** The callback URL, registered at the issuer. */
  readonly redirectUri: string
  /** Storage that outlives the page, for a sign-in in progress and, if the settings say so, for tokens. */
  readonly storage: KeyValueStorage
  readonly navigate: (url: URL) => void
}

export interface Leaving {
  /** Path, query and hash to return to. */
  readonly returnTo: string
  /** True: the issuer shows no page and returns at once, with an error where it would have to show one. */
  readonly isSilent?: boolean
  readonly loginHint?: string | undefined
}

export interface Finished {
  readonly profile: Profile
  readonly returnTo: string | undefined
}

/** A way to sign in: everything that differs between authorization code with PKCE and the implicit grant. */
export interface SignInFlow {
  /** Tokens of the person who signed in with this object. */
  readonly tokenProvider: TokenProvider
  /** Redirects to the issuer, which redirects back to the callback page. */
  leave(options: Leaving): Promise<void>
  /** A URL for another window. Pass its response to {@link finish} of this same object. */
  addressForWindow(options: Leaving): Promise<URL>
  /** Processes the issuer's response. @throws {AuthError} */
  finish(callback: URL): Promise<Finished>
  /** Restores tokens that an earlier page stored, if the settings allow it and there are any. */
  resume(): Promise<Profile | undefined>
  /** Signs in the person who is signed in at the issuer, without leaving the page. @throws {AuthError} */
  signInSilently(): Promise<Profile>
  forget(): Promise<void>
  /** Forgets the tokens and returns the issuer's sign-out URL. @throws {AuthError} when it is unknown */
  signOut(returnTo: string): Promise<URL>
}

const apiScopes = [
  'read:timesheets',
  'read:all-timesheets',
  'create:timesheets',
  'delete:timesheets',
  'approve:timesheets',
  'approve:any',
  'manage:timesheets',
]

/** All scopes that the application can use. The issuer grants those that the person's role permits. */
export function requestedScope({ scope }: Pick<Settings, 'scope'>): string {
  return ['openid', 'profile', 'email', ...(scope === undefined ? apiScopes : [scope])].join(' ')
}

/** The person that an ID token or a userinfo response describes. */
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
