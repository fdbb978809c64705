import { dependsOnRoster, type ManagerId, maySee, reachOf } from './access.ts'
import type { Caller } from './caller.ts'

/** Whether the caller keeps the roster, and so sees all of it: with `manage:timesheets`, person and machine alike. */
export function keepsRoster(caller: Caller): boolean {
  return caller.scopes.has('manage:timesheets')
}

/**
 * Whether what the roster says of `ownerId`, absences included, exists for the caller: whose timesheets they may see, and for
 * a keeper of the roster everybody.
 *
 * @param managerId as in {@link maySee}
 */
export function maySeeInRoster(caller: Caller, ownerId: string, managerId: ManagerId): boolean {
  return keepsRoster(caller) || maySee(caller, ownerId, managerId)
}

/** As {@link dependsOnRoster}, for {@link maySeeInRoster}. */
export function managerHasASay(caller: Caller, ownerId: string): boolean {
  return !keepsRoster(caller) && dependsOnRoster(caller, ownerId)
}

/** As {@link reachOf}, for lists of the roster. An approver finds themselves among their people. */
export function rosterReachOf(caller: Caller): 'all' | 'managed' | 'own' {
  return keepsRoster(caller) ? 'all' : reachOf(caller)
}
