import { problemOfViolations } from 'timesheets-sdk/contract'
import { noSuchPerson, ProblemError } from 'timesheets-sdk/decide'
import { type Caller, dependsOnRoster, type ManagerId, maySee, ownerForReading } from 'timesheets-sdk/rules'
import type { Reader } from '../store/engine.ts'
import { findManager } from '../store/people.ts'

/** The manager of a person in the roster, as the rules of access ask for it; not looked up where it has no say. */
export async function managerFor(reader: Reader, caller: Caller, ownerId: string): Promise<ManagerId> {
  return dependsOnRoster(caller, ownerId) ? await findManager(reader, ownerId) : null
}

/** Whether what belongs to a person exists for the caller. */
export async function sees(reader: Reader, caller: Caller, ownerId: string): Promise<boolean> {
  return maySee(caller, ownerId, await managerFor(reader, caller, ownerId))
}

/**
 * Whose timesheets a read is about: the person that is named, else the caller.
 * @throws {ProblemError} `not_found` where they do not exist for the caller; where a machine names nobody
 */
export async function readableOwner(
  reader: Reader,
  caller: Caller,
  named: string | undefined,
): Promise<string> {
  const managerId = named === undefined ? null : await managerFor(reader, caller, named)
  const owner = ownerForReading(caller, named, managerId)
  if (owner === undefined) throw noSuchPerson()
  if (typeof owner !== 'string') throw new ProblemError(problemOfViolations([owner]))
  return owner
}
