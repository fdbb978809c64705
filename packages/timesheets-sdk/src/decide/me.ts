import type { Me } from '../contract/me.ts'
import type { Person } from '../model/person.ts'
import type { Caller } from '../rules/access.ts'

/** What the API makes of the caller. `person`: the caller's record in the roster; `null`: none, or a machine. */
export function describeCaller(
  { userId, subject, clientId, isMachine, scopes }: Caller,
  token: { readonly email: string | null; readonly expiresAtMs: number },
  person: Person | null,
): Me {
  return {
    userId,
    subject,
    client: clientId,
    isMachine,
    email: token.email,
    scopes: [...scopes].sort(),
    person,
    tokenExpiresAt: new Date(token.expiresAtMs).toISOString(),
  }
}
