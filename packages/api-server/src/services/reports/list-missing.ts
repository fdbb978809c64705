import { type MissingFilters, type MissingPage, missingWeekFrom, userCursorOf } from 'timesheets-sdk/contract'
import { pageOf } from 'timesheets-sdk/decide'
import type { Caller } from 'timesheets-sdk/rules'
import { findReminders } from '../../store/reminders.ts'
import type { ServiceContext } from '../context.ts'
import { findMissing } from './missing.ts'

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
    data: page.map(({ person, missing }) => {
      const reminder = reminders.get(person.userId)
      // A claim with an unknown outcome does not count as a reminder.
      const remindedAtMs = reminder?.status === 'sent' ? reminder.atMs : null
      return missingWeekFrom(person, filters.week, missing, remindedAtMs)
    }),
    nextCursor,
  }
}
