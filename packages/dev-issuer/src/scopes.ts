/** The scopes of the Timesheets API, in the order in which tokens list them. */
export const apiScopes = [
  'read:timesheets',
  'create:timesheets',
  'delete:timesheets',
  'approve:timesheets',
  'approve:any',
  'manage:timesheets',
] as const

export type ApiScope = (typeof apiScopes)[number]

/** The scopes of OpenID Connect Core 1.0 section 5.4 that this issuer serves, and its section 11. */
export const oidcScopes = ['openid', 'profile', 'email', 'offline_access'] as const

const descriptions: Readonly<Record<ApiScope | (typeof oidcScopes)[number], string>> = {
  openid: 'Know who you are',
  profile: 'See your name and picture',
  email: 'See your email address',
  offline_access: 'Go on doing so while you are away',
  'read:timesheets': 'Read your timesheets',
  'create:timesheets': 'Log and change hours for you',
  'delete:timesheets': 'Delete your entries',
  'approve:timesheets': 'See the weeks of other people, and approve or reject them for you',
  'approve:any': 'Do so for everybody, including people with another manager',
  'manage:timesheets': 'Change the roster and the rules for you',
}

/** A description of a scope for the consent page; an unknown scope is its own description. */
export function describeScope(scope: string): string {
  return Object.hasOwn(descriptions, scope) ? descriptions[scope as keyof typeof descriptions] : scope
}

/** The e-mail claim of people's access tokens, namespaced as Auth0 demands of custom claims. */
export const emailClaim = 'https://api.exampleco.com/email'

/** The `granted` scopes that were `asked` for, in the order of `granted`. */
export function intersect<T extends string>(granted: readonly T[], asked: ReadonlySet<string>): T[] {
  return granted.filter((scope) => asked.has(scope))
}
