import type { IdTokenClaims } from 'timesheets-sdk/auth'
import type { Profile } from './session.ts'

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
