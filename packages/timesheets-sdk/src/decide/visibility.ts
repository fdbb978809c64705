import type { Caller } from '../rules/access.ts'
import { type ManagerId, ownerForReading } from '../rules/access.ts'
import { noSuchPerson } from './not-found.ts'
import { violationError } from './problem-error.ts'

/**
 * Whose timesheets a read is about: the named person, else the caller.
 * @param managerId the manager of the named person, as in `maySee`
 * @throws {ProblemError} `not_found` where the caller may not see the named person, `user_id_required` where a machine
 *   names nobody
 */
export function readableOwner(caller: Caller, named: string | undefined, managerId: ManagerId): string {
  const owner = ownerForReading(caller, named, managerId)
  if (owner === undefined) throw noSuchPerson()
  if (typeof owner !== 'string') throw violationError(owner)
  return owner
}

/** The person that `me` stands for. @throws {ProblemError} `user_id_required` for a machine */
export function selfOf(caller: Caller): string {
  return readableOwner(caller, undefined, null)
}
