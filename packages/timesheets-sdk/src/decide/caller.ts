import type { Me } from '../contract/me.ts'
import type { Operation } from '../contract/operation.ts'
import type { Person } from '../model/person.ts'
import type { Scope } from '../model/scopes.ts'
import type { Caller } from '../rules/access.ts'
import { type ManagerId, ownerForReading } from '../rules/access.ts'
import { noSuchPerson } from './not-found.ts'
import { violationError } from './problem-error.ts'

/**
 * The owner of the timesheets in a read request: the named person, else the caller.
 *
 * @param managerId the manager of the named person, as in `maySee`
 * @throws {ProblemError} `not_found` if the caller may not see the named person, `user_id_required` if a
 *   machine client names nobody
 */
export function readableOwner(caller: Caller, named: string | undefined, managerId: ManagerId): string {
  const owner = ownerForReading(caller, named, managerId)
  if (owner === undefined) throw noSuchPerson()
  if (typeof owner !== 'string') throw violationError(owner)
  return owner
}

/** The person that `me` means. @throws {ProblemError} `user_id_required` for a machine client */
export function selfOf(caller: Caller): string {
  return readableOwner(caller, 'me', null)
}

/** The caller as `GET /me` returns them. `person`: their roster record; `null`: none, or a machine client. */
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

/**
 * The detail for a caller without the scope, and the scope to name in the challenge (RFC 6750 section 3.1).
 */
export interface MissingScope {
  readonly detail: string
  readonly scope: Scope
}

/** The missing scope for an operation. Any one of a list is enough; `null` requires none. */
export function missingScope(
  held: ReadonlySet<string>,
  required: Operation['scope'],
): MissingScope | undefined {
  if (required === null) return undefined
  const enough: readonly Scope[] = typeof required === 'string' ? [required] : required
  const [scope] = enough
  if (scope === undefined || enough.some((one) => held.has(one))) return undefined
  return { detail: `the access token does not have the scope ${enough.join(' or ')}`, scope }
}
