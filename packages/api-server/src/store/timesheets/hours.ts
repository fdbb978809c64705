import { sql } from 'kysely'
import { addDays, type HoursGroup, mondayOf, type WeekStatus, weekOf } from 'timesheets-sdk/model'
import type { Reader } from '../engine.ts'
import { amount, currency, isRateOf, rateAliases } from './amounts.ts'
import { usersAfter, weeksBetween } from './logged.ts'

/**
 * The owners: one person, everybody, or all whom a manager sees: their people, people without a manager,
 * themselves.
 */
export type HoursOf = 'all' | { readonly userId: string } | { readonly managerId: string }

/**
 * The entries to sum, and their groups. `from` and `to` are inclusive; `groupBy` has distinct words, at least
 * one.
 */
export interface HoursQuery {
  readonly whose: HoursOf
  readonly from: string
  readonly to: string
  readonly groupBy: readonly HoursGroup[]
  readonly statuses: readonly WeekStatus[]
  readonly project?: string | undefined
}

/** The sum of a group; `key` has a text for each word of `groupBy`. */
export interface HoursSum {
  readonly key: readonly string[]
  readonly minutes: number
  readonly billableMinutes: number
  readonly entries: number
  /** If grouped by currency: the sum of the amounts of the entries, each rounded half up. */
  readonly minorUnits?: number | null
}

// A page reads the rest of its slice: many people if each is one row, few if each is many.
const usersInSlice = { oneRowEach: 200, manyRowsEach: 10 }

/** Sums by key, after one. The order never changes, so pages neither skip nor repeat rows. */
export async function sumsAfter(
  reader: Reader,
  query: HoursQuery,
  after: readonly string[] | undefined,
  limit: number,
): Promise<HoursSum[]> {
  const sums: HoursSum[] = []
  for await (const slice of slicesOf(reader, query, after?.[0])) {
    // The first slice starts after the last group of the previous page.
    sums.push(...(await sumSlice(reader, query, slice, after, limit - sums.length)))
    if (sums.length >= limit) break
  }
  return sums
}

/**
 * A part of the report by the first word of `groupBy`: all its groups come before those of the next slice.
 */
interface Slice {
  readonly from: string
  readonly to: string
  readonly userIds?: readonly string[]
}

/**
 * Splits a report along an index, by people or by weeks, so that a page only reads its own rows, and a whole
 * report reads every entry once. With another first word there is one slice.
 */
async function* slicesOf(
  reader: Reader,
  { whose, from, to, groupBy }: HoursQuery,
  first: string | undefined,
): AsyncGenerator<Slice> {
  const isOfOne = typeof whose === 'object' && 'userId' in whose
  if (groupBy[0] === 'week') {
    const firstWeek = weekOf(from)
    const begin = first !== undefined && first > firstWeek ? first : firstWeek
    for (const week of await weeksBetween(reader, begin, weekOf(to))) {
      const monday = mondayOf(week) as string
      const sunday = addDays(monday, 6)
      yield { from: monday < from ? from : monday, to: sunday > to ? to : sunday }
    }
  } else if (groupBy[0] === 'person' && !isOfOne) {
    const size = groupBy.length === 1 ? usersInSlice.oneRowEach : usersInSlice.manyRowsEach
    let last: string | undefined
    do {
      // Includes the person in which the previous page ended.
      const place = last === undefined ? { from: first ?? '' } : { after: last }
      const userIds: string[] = await usersAfter(reader, place, size)
      if (userIds.length > 0) yield { from, to, userIds }
      last = userIds.length === size ? userIds.at(-1) : undefined
    } while (last !== undefined)
  } else yield { from, to }
}

const columnOf = {
  person: sql.ref<string>('entries.user_id'),
  project: sql.ref<string>('entries.project'),
  client: sql<string>`coalesce(paid.client, projects.client, '')`,
  week: sql.ref<string>('entries.week'),
  month: sql<string>`substr(cast(entries.date as text), 1, 7)`,
  billable: sql<string>`case when entries.billable then 'true' else 'false' end`,
  kind: sql<string>`coalesce(terms.kind, 'unknown')`,
  status: sql.ref<string>('weeks.status'),
  currency: sql<string>`coalesce(${currency}, '')`,
} as const satisfies Record<HoursGroup, unknown>

/** The statement for a slice. */
function sliceStatement(
  reader: Reader,
  { whose, groupBy, statuses, project }: HoursQuery,
  slice: Slice,
  after: readonly string[] | undefined,
  limit: number,
) {
  const keys = groupBy.map((group) => columnOf[group])
  let select = reader
    .selectFrom('entries')
    // SQLite keeps the order of a cross join: otherwise it would read all weeks of a status, and entries for
    // each.
    .crossJoin('weeks')
    .select([
      sql<number>`sum(entries.minutes)`.as('minutes'),
      sql<number>`sum(case when entries.billable then entries.minutes else 0 end)`.as('billable_minutes'),
      sql<number>`count(*)`.as('entries'),
      (groupBy.includes('currency') ? amount : sql<null>`null`).as('minor_units'),
      ...keys.map((key, index) => key.as(`key_${index}`)),
    ])
    .whereRef('weeks.user_id', '=', 'entries.user_id')
    .whereRef('weeks.week', '=', 'entries.week')
    .where('entries.date', '>=', slice.from)
    .where('entries.date', '<=', slice.to)
    .where('weeks.status', 'in', statuses)
  const isManaged = typeof whose === 'object' && 'managerId' in whose
  if (isManaged || groupBy.includes('kind') || groupBy.includes('currency')) {
    // The terms of the day: what a person was then does not change what was paid.
    select = select.leftJoin('terms', (join) =>
      join
        .onRef('terms.user_id', '=', 'entries.user_id')
        .onRef('terms.from_date', '<=', 'entries.date')
        .onRef('terms.until_date', '>', 'entries.date'),
    ) as typeof select
  }
  if (groupBy.includes('currency')) {
    for (const alias of rateAliases) {
      select = select.leftJoin(`project_rates as ${alias}`, (join) =>
        join.on(isRateOf(alias)),
      ) as typeof select
    }
  }
  if (groupBy.includes('client')) {
    // The hours that a closing in force contains stay with their client of that time. A condition instead of
    // a joined query: SQLite would read all lines of all closings first.
    const isInForce = sql<boolean>`exists (
      select 1 from period_closings as closing
      where closing.period = paid.period and closing.version = paid.version and closing.reopened_at_ms is null
    )`
    select = select
      .leftJoin('projects', 'projects.code', 'entries.project')
      .leftJoin('period_lines as paid', (join) =>
        join
          .onRef('paid.user_id', '=', 'entries.user_id')
          .onRef('paid.date', '=', 'entries.date')
          .onRef('paid.project', '=', 'entries.project')
          .on(sql<boolean>`paid.billable = case when entries.billable then 1 else 0 end`)
          .on(isInForce),
      ) as unknown as typeof select
  }
  if (typeof whose === 'object' && 'userId' in whose) {
    select = select.where('entries.user_id', '=', whose.userId)
  } else if (slice.userIds) {
    select = select.where('entries.user_id', 'in', slice.userIds)
  } else {
    // Entries are indexed by person: the weeks show who has entries.
    select = select.where('entries.user_id', 'in', (from) =>
      from
        .selectFrom('weeks as logged')
        .select('logged.user_id')
        .where('logged.week', '>=', weekOf(slice.from))
        .where('logged.week', '<=', weekOf(slice.to)),
    )
  }
  if (isManaged) {
    const { managerId } = whose
    select = select.where(
      sql<boolean>`(terms.manager_id is null or terms.manager_id = ${managerId} or entries.user_id = ${managerId})`,
    )
  }
  if (project !== undefined) select = select.where('entries.project', '=', project)
  if (after) select = select.where(sql<boolean>`(${sql.join(keys)}) > (${sql.join([...after])})`)
  return select
    .groupBy(keys)
    .orderBy(sql`${sql.join(keys)}`)
    .limit(limit)
}

async function sumSlice(
  reader: Reader,
  query: HoursQuery,
  slice: Slice,
  after: readonly string[] | undefined,
  limit: number,
): Promise<HoursSum[]> {
  const rows = await sliceStatement(reader, query, slice, after, limit).execute()
  return rows.map((row) => {
    const { minutes, billable_minutes: billableMinutes, entries, minor_units: minorUnits, ...keys } = row
    const key = query.groupBy.map((_, index) => String((keys as Record<string, unknown>)[`key_${index}`]))
    return { key, minutes, billableMinutes, entries, minorUnits }
  })
}
