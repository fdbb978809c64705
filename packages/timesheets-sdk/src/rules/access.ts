import type { Scope } from '../model/scopes.ts'
import type { Violation } from '../model/violation.ts'
import type { WeekStatus } from '../model/week.ts'
import type { WeekRecord } from '../model/week-record.ts'

/** The caller as the rules see them: the claims of a verified access token, nothing else. */
export interface Caller {
  /** The token's `sub`: the actor in the event log. */
  readonly subject: string
  /** The caller's person id; `null` for a machine client, which has no timesheet of its own. */
  readonly userId: string | null
  /** The OAuth client the token was issued to. */
  readonly clientId: string
  readonly isMachine: boolean
  readonly scopes: ReadonlySet<Scope | (string & {})>
}

/** The permissions of a caller alone, as a client knows its own. */
export type CallerPermissions = Pick<Caller, 'isMachine' | 'scopes'>

/** The manager of a person as {@link maySee} takes it. */
export type ManagerId = string | null | undefined

/**
 * Whether the caller may see the entries and weeks of `ownerId`. People see their own, and a machine client
 * sees all. An approver sees those of the people they manage and of people without a manager; with
 * `approve:any`, all.
 *
 * @param managerId the manager of `ownerId` in the roster; `null`: none, or not in the roster; `undefined`:
 *   nobody has this id. An approver does not see unknown people, so that they cannot be distinguished from
 *   people of another manager
 */
export function maySee(caller: Caller, ownerId: string, managerId: ManagerId): boolean {
  return caller.isMachine || caller.userId === ownerId || approvesFor(caller, managerId)
}

/**
 * Whether the caller may see a week: as {@link maySee}, and also the manager at the time when it was
 * submitted, if the person has another one since.
 */
export function maySeeWeek(
  caller: Caller,
  week: Pick<WeekRecord, 'userId' | 'frozen'>,
  managerId: ManagerId,
): boolean {
  const formerManager = week.frozen?.managerId ?? undefined
  return (
    maySee(caller, week.userId, managerId) ||
    (formerManager !== undefined && approvesFor(caller, formerManager))
  )
}

/** Whether {@link maySee} depends on the roster. If not, the caller can save the lookup. */
export function dependsOnRoster(caller: Caller, ownerId: string): boolean {
  const isApprover = caller.scopes.has('approve:timesheets') && !caller.scopes.has('approve:any')
  return !caller.isMachine && caller.userId !== ownerId && isApprover
}

/** Whether weeks of `ownerId` may exist for the caller, judging by the token alone. */
export function maySeeWeeksOf(caller: Caller, ownerId: string): boolean {
  return dependsOnRoster(caller, ownerId) || maySee(caller, ownerId, null)
}

/** Whether the caller approves for people whose manager is `managerId`. */
function approvesFor(caller: Caller, managerId: ManagerId): boolean {
  if (caller.userId === null || !caller.scopes.has('approve:timesheets')) return false
  return caller.scopes.has('approve:any') || managerId === null || managerId === caller.userId
}

/**
 * The people that a list or report across people covers for this caller. Machine clients and approvers with
 * `approve:any` reach `all`. Other approvers reach `managed`: the people they manage and those without a
 * manager. Everyone else reaches their `own` weeks.
 */
export function reachOf(caller: CallerPermissions): 'all' | 'managed' | 'own' {
  if (!caller.scopes.has('approve:timesheets')) return 'own'
  return caller.isMachine || caller.scopes.has('approve:any') ? 'all' : 'managed'
}

/** Whether the caller reads everyone's entries and hours, by a scope that says so. */
export function readsEveryone({ scopes }: CallerPermissions): boolean {
  return scopes.has('read:all-timesheets') || (scopes.has('approve:timesheets') && scopes.has('approve:any'))
}

/** As {@link reachOf}, for reading entries and hours, which does not require deciding on them. */
export function readingReachOf(caller: Caller): 'all' | 'managed' | 'own' {
  return readsEveryone(caller) ? 'all' : reachOf(caller)
}

/** Whether a list covers everyone the caller may see (`everyone=true`) rather than one person. */
export function listsEveryone(
  caller: Caller,
  {
    userId,
    everyone,
  }: { readonly userId?: string | undefined; readonly everyone?: 'true' | 'false' | undefined },
): boolean {
  return everyone === 'true' && userId === undefined && readingReachOf(caller) !== 'own'
}

/**
 * How far a list of weeks reaches beyond one person: `queue`, the weeks that wait for the caller's decision,
 * without their own; `everyone`, all people the caller may see; `null`, one person only.
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
 * Whether the caller may write entries of `ownerId`: people write their own, machine clients anyone's. Scopes
 * are checked elsewhere.
 */
export function mayWrite(caller: Caller, ownerId: string): boolean {
  return caller.isMachine || caller.userId === ownerId
}

/**
 * The owner of the entries in a write request: the person it names, else the caller. A person can only name
 * themselves. A machine client has no entries of its own and must name a person.
 */
export function ownerForWriting(caller: Caller, named: string | undefined): string | Violation {
  if (named === undefined) return caller.userId ?? ownerRequired('must name a person')
  return mayWrite(caller, named) ? named : notYourTimesheet
}

/**
 * As {@link ownerForWriting}, for reading; `me` is the caller. `undefined`: the caller may not see that
 * person.
 *
 * @param managerId the manager of the named person, as in {@link maySee}
 */
export function ownerForReading(
  caller: Caller,
  named: string | undefined,
  managerId: ManagerId,
): string | Violation | undefined {
  if (named === 'me') return caller.userId ?? meIsNobody
  if (named === undefined) return caller.userId ?? ownerRequired(waysToRead)
  return readsEveryone(caller) || maySee(caller, named, managerId) ? named : undefined
}

function ownerRequired(nextStep: string): Violation {
  const message = `userId is missing: a machine client has no timesheet of its own and ${nextStep}`
  return { code: 'user_id_required', message, path: '/userId' }
}

const waysToRead =
  'must name a person; everyone=true requires approve:timesheets, or read:all-timesheets for entries and hours, or manage:timesheets for absences'

const meIsNobody: Violation = {
  code: 'user_id_required',
  message: 'me is the person of the token, and a machine client is none: name a person',
  path: '/userId',
}

const notYourTimesheet: Violation = {
  code: 'not_your_timesheet',
  message: 'userId names another person: only a machine client may do that; omit it',
  path: '/userId',
}
