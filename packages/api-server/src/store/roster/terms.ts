import { hoursFromMinutes, type Terms } from 'timesheets-sdk/model'
import type { Engine, Reader, Transaction } from '../engine.ts'
import { endOfTerms } from '../migrations/0009-terms.ts'
import type { TermsRow } from '../schema.ts'

/** The terms of people, by `userId`, the earliest first. */
export async function termsOf(
  reader: Reader,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, Terms[]>> {
  if (userIds.length === 0) return new Map()
  const rows = await reader
    .selectFrom('terms')
    .selectAll()
    .where('user_id', 'in', userIds)
    .orderBy('user_id')
    .orderBy('from_date')
    .execute()
  const groups = Map.groupBy(rows, (row) => row.user_id)
  return new Map([...groups].map(([userId, own]) => [userId, own.map(termsFromRow)]))
}

/** The number of people by the calendar of holidays that any of their terms name. */
export async function peopleOfCalendars(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .selectFrom('terms')
    .select((select) => [
      'holiday_calendar',
      select.fn.count<number | string>('user_id').distinct().as('people'),
    ])
    .where('holiday_calendar', 'is not', null)
    .groupBy('holiday_calendar')
    .execute()
  return new Map(rows.map((row) => [row.holiday_calendar ?? '', Number(row.people)]))
}

/** Replaces the terms of a person. */
export async function putTerms(
  engine: Engine,
  transaction: Transaction,
  userId: string,
  terms: readonly Terms[],
): Promise<void> {
  await deleteTerms(transaction, userId)
  const rows = terms.map((one, index) => rowFromTerms(userId, one, terms[index + 1]?.from ?? endOfTerms))
  await engine.putRows(transaction, 'terms', rows, 'insert')
}

export async function deleteTerms(transaction: Transaction, userId: string): Promise<void> {
  await transaction.deleteFrom('terms').where('user_id', '=', userId).execute()
}

/** The people whose terms of a day are not those of their record yet. */
export async function peopleWithNewTerms(reader: Reader, today: string): Promise<string[]> {
  const rows = await reader
    .selectFrom('terms')
    .innerJoin('people', 'people.user_id', 'terms.user_id')
    .select('terms.user_id')
    .distinct()
    .where('terms.from_date', '<=', today)
    .whereRef('terms.from_date', '>', 'people.terms_from')
    .execute()
  return rows.map(({ user_id }) => user_id)
}

function rowFromTerms(userId: string, terms: Terms, until: string): TermsRow {
  const { hoursByWeekday } = terms
  return {
    user_id: userId,
    from_date: terms.from,
    until_date: until,
    name: terms.name,
    kind: terms.kind,
    manager_id: terms.managerId ?? null,
    expected_minutes_per_week: Math.round(terms.expectedHoursPerWeek * 60),
    weekday_minutes: hoursByWeekday
      ? JSON.stringify(hoursByWeekday.map((hours) => Math.round(hours * 60)))
      : null,
    rate_group: terms.rateGroup ?? null,
    holiday_calendar: terms.holidayCalendar ?? null,
    time_zone: terms.timeZone,
  }
}

function termsFromRow(row: TermsRow): Terms {
  const weekdayMinutes: number[] | null =
    row.weekday_minutes === null ? null : JSON.parse(row.weekday_minutes)
  return {
    from: row.from_date,
    name: row.name,
    kind: row.kind,
    ...(row.manager_id === null ? {} : { managerId: row.manager_id }),
    expectedHoursPerWeek: hoursFromMinutes(row.expected_minutes_per_week),
    ...(weekdayMinutes === null ? {} : { hoursByWeekday: weekdayMinutes.map(hoursFromMinutes) }),
    ...(row.rate_group === null ? {} : { rateGroup: row.rate_group }),
    ...(row.holiday_calendar === null ? {} : { holidayCalendar: row.holiday_calendar }),
    timeZone: row.time_zone,
  }
}
