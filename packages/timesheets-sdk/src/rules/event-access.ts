import type { EventSubject } from '../model/event.ts'
import { type ManagerId, maySee, reachOf } from './access.ts'
import type { Caller } from './caller.ts'

/** Which events exist for a caller, beside those about themselves. */
export interface EventReach {
  /** Those of entries and weeks: everybody's, those of the people whom an approver decides on, or none but one's own. */
  readonly timesheets: 'all' | 'managed' | 'own'
  /** Those of roster, policy, projects and webhooks. */
  readonly administration: boolean
}

export function eventReachOf(caller: Caller): EventReach {
  return {
    timesheets: caller.isMachine ? 'all' : reachOf(caller),
    administration: caller.scopes.has('manage:timesheets'),
  }
}

/** Whether events of this kind are of somebody's timesheet, and so for those who may see that. */
export function isTimesheetEvent(subjectType: string): subjectType is 'entry' | 'week' {
  return subjectType === 'entry' || subjectType === 'week'
}

/**
 * Whether an event exists for the caller: their own in any case.
 * @param managerId the manager of the person it is about, as in {@link maySee}
 */
export function maySeeEvent(caller: Caller, subject: EventSubject, managerId: ManagerId): boolean {
  if ('userId' in subject) {
    if (subject.userId === caller.userId) return true
    if (isTimesheetEvent(subject.type)) return maySee(caller, subject.userId, managerId)
  }
  return caller.scopes.has('manage:timesheets')
}
