import {
  type MissingFilters,
  type MissingPage,
  type MissingWeek,
  userCursorOf,
} from 'timesheets-sdk/contract'
import { hoursFromMinutes } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import { findReminders } from '../../store/reminders.ts'
import type { ReminderRow } from '../../store/schema.ts'
import type { ServiceContext } from '../context.ts'
import { pageOf } from '../page.ts'
import { findMissing, type MissingPerson } from './missing.ts'

export async function listMissing(
  context: ServiceContext,
  caller: Caller,
  filters: MissingFilters,
  after: string | undefined,
  limit: number,
): Promise<MissingPage> {
  // One more than is wanted tells whether there is a next page.
  const found = await findMissing(context, caller, filters, after, limit + 1)
  const { data: page, nextCursor } = pageOf(found, limit, ({ person }) => userCursorOf(person.userId))
  const userIds = page.map(({ person }) => person.userId)
  const reminders = await findReminders(context.engine, context.reader, filters.week, userIds)
  return {
    data: page.map((missing) => describe(missing, filters.week, reminders.get(missing.person.userId))),
    nextCursor,
  }
}

function describe(
  { person, missing }: MissingPerson,
  week: string,
  reminder: ReminderRow | undefined,
): MissingWeek {
  const { userId, name, email, kind, managerId } = person
  return {
    userId,
    name,
    ...(email === undefined ? {} : { email }),
    kind,
    ...(managerId === undefined ? {} : { managerId }),
    week,
    reason: missing.reason,
    due: missing.due,
    expectedHours: hoursFromMinutes(missing.expectedMinutes),
    totalHours: hoursFromMinutes(missing.totalMinutes),
    // A claim whose fate is not known is no reminder.
    remindedAt: reminder?.status === 'sent' ? new Date(reminder.at_ms).toISOString() : null,
  }
}
