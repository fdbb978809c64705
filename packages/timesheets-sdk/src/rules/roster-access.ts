import type { Caller, CallerPermissions } from './access.ts'
import { dependsOnRoster, type ManagerId, maySee, reachOf } from './access.ts'

/** Whether the caller administers the roster, and so sees all of it: any caller with `manage:timesheets`. */
export function keepsRoster(caller: CallerPermissions): boolean {
  return caller.scopes.has('manage:timesheets')
}

/**
 * Whether the caller may see the roster record and absences of `ownerId`: those of everyone whose timesheets
 * they may see, and for an administrator of the roster everyone's.
 *
 * @param managerId as in {@link maySee}
 */
export function maySeeInRoster(caller: Caller, ownerId: string, managerId: ManagerId): boolean {
  return keepsRoster(caller) || maySee(caller, ownerId, managerId)
}

/** As {@link dependsOnRoster}, for {@link maySeeInRoster}. */
export function needsManagerLookup(caller: Caller, ownerId: string): boolean {
  return !keepsRoster(caller) && dependsOnRoster(caller, ownerId)
}

/** As {@link reachOf}, for lists of the roster. An approver's people include the approver. */
export function rosterReachOf(caller: Caller): 'all' | 'managed' | 'own' {
  return keepsRoster(caller) ? 'all' : reachOf(caller)
}
