/** What the Timesheets API knows as scopes, in the order in which tokens list them. */
export const apiScopes = [
  'read:timesheets',
  'create:timesheets',
  'delete:timesheets',
  'approve:timesheets',
  'manage:timesheets',
] as const

export type ApiScope = (typeof apiScopes)[number]

/** The scopes of OpenID Connect Core 1.0 section 5.4 that this issuer serves, and its section 11. */
export const oidcScopes = ['openid', 'profile', 'email', 'offline_access'] as const

/** The e-mail claim of people's access tokens, namespaced as Auth0 demands of custom claims. */
export const emailClaim = 'https://api.exampleco.com/email'

/** `granted` without what was not `asked` for, in the order of `granted`. */
export function intersect<T extends string>(granted: readonly T[], asked: ReadonlySet<string>): T[] {
  return granted.filter((scope) => asked.has(scope))
}
