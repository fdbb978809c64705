import type { Violation } from '../model/violation.ts'
import type { Caller } from './caller.ts'

/** Whether entries and weeks of `ownerId` exist for the caller: their own, anyone's for a machine or an approver. */
export function maySee(caller: Caller, ownerId: string): boolean {
  return caller.isMachine || caller.userId === ownerId || caller.scopes.has('approve:timesheets')
}

/** Whether the caller may write entries of `ownerId`: their own, anyone's for a machine. Scopes are judged apart. */
export function mayWrite(caller: Caller, ownerId: string): boolean {
  return caller.isMachine || caller.userId === ownerId
}

/**
 * Whose entries a request is about: the person it names, else the caller. A person names nobody but themselves
 * when writing; a machine, which has no entries of its own, must name one.
 */
export function ownerForWriting(caller: Caller, named: string | undefined): string | Violation {
  if (named === undefined) return caller.userId ?? userIdRequired
  return mayWrite(caller, named) ? named : notYourTimesheet
}

/** As {@link ownerForWriting}, for reading. `undefined`: whoever is named does not exist for the caller. */
export function ownerForReading(caller: Caller, named: string | undefined): string | Violation | undefined {
  if (named === undefined) return caller.userId ?? userIdRequired
  return maySee(caller, named) ? named : undefined
}

const userIdRequired: Violation = {
  code: 'user_id_required',
  message: 'userId is missing: a machine has no timesheet of its own and names whose it means',
  path: '/userId',
}

const notYourTimesheet: Violation = {
  code: 'not_your_timesheet',
  message: 'userId names somebody else: only an application with a token of its own may; leave it out',
  path: '/userId',
}
