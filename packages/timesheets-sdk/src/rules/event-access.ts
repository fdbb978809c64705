import type { EventSubject } from '../model/event.ts'
import type { Caller, CallerPermissions } from './access.ts'
import { type ManagerId, maySee, reachOf } from './access.ts'

/** The events a caller may see, beside those about themselves. */
export interface EventReach {
  /**
   * Events of entries and weeks: everyone's, those of the people an approver decides on, or only the caller's
   * own.
   */
  readonly timesheets: 'all' | 'managed' | 'own'
  /** Events of roster, policy, projects and webhooks. */
  readonly administration: boolean
}

export function eventReachOf(caller: CallerPermissions): EventReach {
  return {
    timesheets: caller.isMachine ? 'all' : reachOf(caller),
    administration: caller.scopes.has('manage:timesheets'),
  }
}

/** Whether events of this kind belong to a timesheet, and are visible to callers who may see that. */
export function isTimesheetEvent(subjectType: string): subjectType is 'entry' | 'week' {
  return subjectType === 'entry' || subjectType === 'week'
}

/**
 * Whether the caller may see an event. They always see their own.
 *
 * @param managerId the manager of the person it is about, as in {@link maySee}
 */
export function maySeeEvent(caller: Caller, subject: EventSubject, managerId: ManagerId): boolean {
  if ('userId' in subject) {
    if (subject.userId === caller.userId) return true
    if (isTimesheetEvent(subject.type)) return maySee(caller, subject.userId, managerId)
  }
  return caller.scopes.has('manage:timesheets')
}
