import { tenant } from './seeds/tenant.ts'

/** The scopes of the Timesheets API, in the order in which tokens list them. */
export const apiScopes: readonly string[] = tenant.api.scopes.map(({ value }) => value)

/** The scopes of OpenID Connect Core 1.0 section 5.4 that this issuer serves, and its section 11. */
export const oidcScopes = ['openid', 'profile', 'email', 'offline_access'] as const

const descriptions: ReadonlyMap<string, string> = new Map([
  ['openid', 'Know who you are'],
  ['profile', 'See your name and picture'],
  ['email', 'See your email address'],
  ['offline_access', 'Go on doing so while you are away'],
  ...tenant.api.scopes.map(({ value, description }) => [value, description] as const),
])

/** A description of a scope for the consent page; an unknown scope is its own description. */
export function describeScope(scope: string): string {
  return descriptions.get(scope) ?? scope
}

/** The e-mail claim of people's access tokens, namespaced as Auth0 demands of custom claims. */
export const emailClaim = 'https://api.exampleco.com/email'

/** The `granted` scopes that were `asked` for, in the order of `granted`. */
export function intersect<T extends string>(granted: readonly T[], asked: ReadonlySet<string>): T[] {
  return granted.filter((scope) => asked.has(scope))
}
