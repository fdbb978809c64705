import { weekOf } from '../model/calendar.ts'
import { entryFromRecord } from '../model/entry.ts'
import type { EventRecord } from '../model/event.ts'
import { hoursFromMinutes } from '../model/hours.ts'
import { frozenMembers, type WeekRecord, weekTotals } from '../model/week-record.ts'
import type { Caller } from './access.ts'
import type { Change, EntryChange, WeekChange } from './decision.ts'
import { eventOfWeekAction } from './week-action.ts'

/** The event that records a change. */
export function eventOfChange(change: Change, nowMs: number): EventRecord {
  const { subject: actor, clientId: client } = change.caller
  const about = change.kind === 'entry' ? aboutEntry(change) : aboutWeek(change)
  return { timeMs: nowMs, actor, client, ...about }
}

/** The event for a change to something other than a timesheet. */
export function eventBy(
  caller: Caller,
  timeMs: number,
  change: Pick<EventRecord, 'action' | 'subject' | 'before' | 'after'>,
): EventRecord {
  return { timeMs, actor: caller.subject, client: caller.clientId, week: null, reason: null, ...change }
}

type About = Omit<EventRecord, 'timeMs' | 'actor' | 'client'>

function aboutEntry({ before, after, beforeStatus, afterStatus }: EntryChange): About {
  const entry = after ?? before
  if (!entry) throw new RangeError('a change needs an entry before or after it')
  return {
    action: before === null ? 'entry.created' : after === null ? 'entry.deleted' : 'entry.updated',
    subject: { type: 'entry', id: entry.id, userId: entry.userId },
    week: weekOf(entry.date),
    ...(before && weekOf(before.date) !== weekOf(entry.date) ? { formerWeek: weekOf(before.date) } : {}),
    before: before && entryFromRecord(before, beforeStatus),
    after: after && entryFromRecord(after, afterStatus),
    reason: null,
  }
}

function aboutWeek({ action, before, after, reason }: WeekChange): About {
  const { userId, week } = after
  return {
    action: eventOfWeekAction(action),
    subject: { type: 'week', userId, week },
    week,
    before: { status: before.status },
    // The submitted and approved figures stay in the log, even if the week changes later.
    after: { status: after.status, ...(after.frozen ? submittedMembers(after) : {}) },
    reason,
  }
}

function submittedMembers(week: WeekRecord) {
  const { frozen } = week
  const expected = frozen?.expectedMinutes ?? null
  const expectedHours = expected === null ? null : hoursFromMinutes(expected)
  return { ...weekTotals(week), expectedHours, ...frozenMembers(frozen) }
}
