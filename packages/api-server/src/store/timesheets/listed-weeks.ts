import { sql } from 'kysely'
import type { WeekRecord, WeekStatus } from 'timesheets-sdk/model'
import type { Engine, Reader } from '../engine.ts'
import { type WeekKey, weekFromRow } from './weeks.ts'

/**
 * The owners: one person, everybody, or all whom a manager sees: their people, people without a manager,
 * themselves.
 */
export type Whose =
  | { readonly userId: string }
  | { readonly managerId: string | null; readonly without?: Without | undefined }

/**
 * Excludes weeks that a caller may not decide on: their own (`userId`), and those they submitted (`subject`).
 */
export interface Without {
  readonly userId: string
  readonly subject: string
}

/** Selects weeks. `from` and `to` are ISO weeks, inclusive. */
export interface WeekQuery {
  readonly whose: Whose
  readonly status?: WeekStatus | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/**
 * Weeks by week, then person, after a position. The order never changes, so pages neither skip nor repeat
 * weeks.
 */
export async function weeksAfter(
  reader: Reader,
  { whose, status, from, to }: WeekQuery,
  after: { readonly week: string; readonly userId: string } | undefined,
  limit: number,
): Promise<WeekRecord[]> {
  let select = reader.selectFrom('weeks').selectAll('weeks')
  if ('userId' in whose) select = select.where('weeks.user_id', '=', whose.userId)
  else {
    const { managerId, without } = whose
    if (managerId !== null) {
      select = select
        .leftJoin('people', 'people.user_id', 'weeks.user_id')
        .where((is) =>
          is.or([
            is('people.manager_id', 'is', null),
            is('people.manager_id', '=', managerId),
            is('weeks.manager_id', '=', managerId),
            is('weeks.user_id', '=', managerId),
          ]),
        )
    }
    if (without !== undefined) {
      select = select
        .where('weeks.user_id', '!=', without.userId)
        .where((is) =>
          is.or([is('weeks.submitted_by', 'is', null), is('weeks.submitted_by', '!=', without.subject)]),
        )
    }
  }
  if (status !== undefined) select = select.where('weeks.status', '=', status)
  if (from !== undefined) select = select.where('weeks.week', '>=', from)
  if (to !== undefined) select = select.where('weeks.week', '<=', to)
  if (after)
    select = select.where(sql<boolean>`(weeks.week, weeks.user_id) > (${after.week}, ${after.userId})`)
  const rows = await select.orderBy('weeks.week').orderBy('weeks.user_id').limit(limit).execute()
  return rows.map(weekFromRow)
}

/** Weeks by their keys, in no particular order. Those in which nothing was ever logged are omitted. */
export async function findWeeks(
  engine: Engine,
  reader: Reader,
  keys: readonly WeekKey[],
): Promise<WeekRecord[]> {
  const columns = keys.map(({ userId, week }) => ({ user_id: userId, week }))
  return (await engine.findByKeys(reader, 'weeks', ['user_id', 'week'], columns)).map(weekFromRow)
}

/** The weeks of people in a range, both ends included, in no particular order. */
export async function weeksOfPeople(
  reader: Reader,
  userIds: readonly string[],
  from: string,
  to: string,
): Promise<WeekRecord[]> {
  if (userIds.length === 0) return []
  const rows = await reader
    .selectFrom('weeks')
    .selectAll()
    .where('user_id', 'in', userIds)
    .where('week', '>=', from)
    .where('week', '<=', to)
    .execute()
  return rows.map(weekFromRow)
}
