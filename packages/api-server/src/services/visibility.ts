import { readableOwner as ownerOf } from 'timesheets-sdk/decide'
import {
  type Caller,
  dependsOnRoster,
  type ManagerId,
  maySee,
  maySeeInRoster,
  needsManagerLookup,
} from 'timesheets-sdk/rules'
import type { Reader } from '../store/engine.ts'
import { findManager } from '../store/roster/people.ts'

/** The manager of a person, for the rules of access; not looked up if it does not matter. */
async function managerFor(reader: Reader, caller: Caller, ownerId: string): Promise<ManagerId> {
  return dependsOnRoster(caller, ownerId) ? await findManager(reader, ownerId) : null
}

/** Whether a person's timesheets exist for the caller. */
export async function sees(reader: Reader, caller: Caller, ownerId: string): Promise<boolean> {
  return maySee(caller, ownerId, await managerFor(reader, caller, ownerId))
}

/** Whether a person's record in the roster exists for the caller. */
export async function seesInRoster(reader: Reader, caller: Caller, userId: string): Promise<boolean> {
  const managerId = needsManagerLookup(caller, userId) ? await findManager(reader, userId) : null
  return maySeeInRoster(caller, userId, managerId)
}

/**
 * The owner of the timesheets to read: the named person, or the caller.
 * @throws {ProblemError} as in the SDK
 */
export async function readableOwner(
  reader: Reader,
  caller: Caller,
  named: string | undefined,
): Promise<string> {
  const isSelf = named === undefined || named === 'me'
  return ownerOf(caller, named, isSelf ? null : await managerFor(reader, caller, named))
}
