import type { AccountClaims } from 'oidc-provider'
import type { Person } from '../seeds/people.ts'

/** The claims of OpenID Connect Core 1.0 section 5.1 that each scope releases. */
export const claimsByScope = {
  openid: ['sub'],
  profile: ['name', 'nickname', 'picture'],
  email: ['email', 'email_verified'],
}

/**
 * The claims of a person in ID tokens and `/userinfo`, within the granted scopes. `issuer` serves the
 * pictures.
 */
export function accountClaims(person: Person, scope: string, issuer: string): AccountClaims {
  const scopes = scope.split(' ')
  return {
    sub: person.userId,
    ...(scopes.includes('profile') && {
      name: person.name,
      nickname: person.nickname,
      picture: `${issuer}assets/people/${person.nickname}.svg`,
    }),
    ...(scopes.includes('email') && { email: person.email, email_verified: true }),
  }
}
