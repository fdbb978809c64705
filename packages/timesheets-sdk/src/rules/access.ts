import type { Violation } from '../model/violation.ts'
import type { WeekStatus } from '../model/week.ts'
import type { Caller } from './caller.ts'

/** The manager of a person as {@link maySee} takes it. */
export type ManagerId = string | null | undefined

/**
 * Whether entries and weeks of `ownerId` exist for the caller: their own, anyone's for a machine, and an
 * approver's people's: those whose manager the approver is, those who have none, and with `approve:any`
 * everybody's.
 *
 * @param managerId the manager of `ownerId` in the roster; `null`: none, or not in the roster; `undefined`:
 *   nobody has this id. For an approver they do not exist then: else a person of another manager would differ
 *   from nobody
 */
export function maySee(caller: Caller, ownerId: string, managerId: ManagerId): boolean {
  return caller.isMachine || caller.userId === ownerId || approvesFor(caller, managerId)
}

/** Whether the roster has a say in what {@link maySee} answers: where not, nobody needs to look it up. */
export function dependsOnRoster(caller: Caller, ownerId: string): boolean {
  const isApprover = caller.scopes.has('approve:timesheets') && !caller.scopes.has('approve:any')
  return !caller.isMachine && caller.userId !== ownerId && isApprover
}

/** Whether the caller is an approver of people whose manager is `managerId`. */
function approvesFor(caller: Caller, managerId: ManagerId): boolean {
  if (caller.userId === null || !caller.scopes.has('approve:timesheets')) return false
  return caller.scopes.has('approve:any') || managerId === null || managerId === caller.userId
}

/**
 * Whose weeks a list or report across people is about, for this caller: `all`, for machines and with
 * `approve:any`; `managed`, those whose manager the caller is and those who have none, for approvers; `own`
 * else.
 */
export function reachOf(caller: Caller): 'all' | 'managed' | 'own' {
  if (!caller.scopes.has('approve:timesheets')) return 'own'
  return caller.isMachine || caller.scopes.has('approve:any') ? 'all' : 'managed'
}

/**
 * Whether a list with `everyone=true` has the entries or weeks of all whom the caller may see; else it is one
 * person's.
 */
export function listsEveryone(
  caller: Caller,
  {
    userId,
    everyone,
  }: { readonly userId?: string | undefined; readonly everyone?: 'true' | 'false' | undefined },
): boolean {
  return everyone === 'true' && userId === undefined && reachOf(caller) !== 'own'
}

/**
 * What a list of weeks reaches beyond one person: `queue`, what waits for the caller's decision, their own
 * week not among it; `everyone`, all whom the caller may see; `null`: nothing, it is one person's.
 */
export function weeksAcross(
  caller: Caller,
  {
    userId,
    status,
    everyone,
  }: {
    readonly userId?: string | undefined
    readonly status?: WeekStatus | undefined
    readonly everyone?: 'true' | 'false' | undefined
  },
): 'queue' | 'everyone' | null {
  if (userId !== undefined || reachOf(caller) === 'own') return null
  if (listsEveryone(caller, { userId, everyone })) return 'everyone'
  return status === 'submitted' && everyone === undefined && caller.userId !== null ? 'queue' : null
}

/**
 * Whether the caller may write entries of `ownerId`: their own, anyone's for a machine. Scopes are judged
 * apart.
 */
export function mayWrite(caller: Caller, ownerId: string): boolean {
  return caller.isMachine || caller.userId === ownerId
}

/**
 * Whose entries a request is about: the person it names, else the caller. A person names nobody but
 * themselves when writing; a machine, which has no entries of its own, must name one.
 */
export function ownerForWriting(caller: Caller, named: string | undefined): string | Violation {
  if (named === undefined) return caller.userId ?? userIdRequired
  return mayWrite(caller, named) ? named : notYourTimesheet
}

/**
 * As {@link ownerForWriting}, for reading; `me` is the caller. `undefined`: the named person does not exist
 * for them.
 * @param managerId the manager of the named person, as in {@link maySee}
 */
export function ownerForReading(
  caller: Caller,
  named: string | undefined,
  managerId: ManagerId,
): string | Violation | undefined {
  if (named === undefined || named === 'me') return caller.userId ?? userIdRequired
  return maySee(caller, named, managerId) ? named : undefined
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
