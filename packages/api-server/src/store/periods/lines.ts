import { type RawBuilder, sql } from 'kysely'
import {
  type ClosingRecord,
  decimalText,
  hasAmounts,
  hoursFromMinutes,
  isLate,
  type LinePosition,
  type PeriodChange,
  type PeriodLine,
  pricedMembers,
} from 'timesheets-sdk/model'
import type { Reader, Transaction } from '../engine.ts'
import type { PeriodLineRow } from '../schema.ts'
import { amount, currency, isRateOf, rate } from '../timesheets/amounts.ts'
import { usersAfter } from '../timesheets/logged.ts'

/** A closing. */
export interface ClosingKey {
  readonly period: string
  readonly version: number
}

/** A closing whose lines are read. */
export type ClosingWithColumns = ClosingKey & Pick<ClosingRecord, 'columns'>

/** A closing that is compared with the one before. */
export interface ClosingToCompare extends ClosingKey {
  readonly comparesAmounts: boolean
}

const comparedColumns = ['minutes', 'kind', 'client'] as const
const comparedAmounts = ['amount_minor_units', 'currency'] as const
type Compared = (typeof comparedColumns | typeof comparedAmounts)[number]

/** A closing that would be made now, of these days. */
export interface ClosingToCome extends ClosingToCompare {
  readonly days: Days
}

/** Both inclusive. */
interface Days {
  readonly from: string
  readonly to: string
}

/** How many people's lines one statement writes, so that none takes long. */
const peopleAtOnce = 200

const key = sql`user_id, date, project, billable`
const lineColumns = sql`${key}, name, kind, client, minutes, entries, rate_minor_units, amount_minor_units,
  currency`

/**
 * Writes the lines of a closing: the approved hours of days that no closing in force contains. Each is what
 * roster and catalogue say of the day now, and stays so.
 */
export async function writeLines(
  transaction: Transaction,
  { period, version }: ClosingKey,
  days: Days,
): Promise<void> {
  let place: { readonly from: string } | { readonly after: string } = { from: '' }
  for (;;) {
    const userIds = await usersAfter(transaction, place, peopleAtOnce)
    const last = userIds.at(-1)
    if (last === undefined) return
    place = { after: last }
    await sql`
      insert into period_lines (period, version, ${lineColumns})
      select cast(${period} as text), cast(${version} as integer), ${lineColumns}
      from (${linesOf(userIds, days)}) as lines
    `.execute(transaction)
  }
}

/** Selects the lines of people as a closing now would have them. */
function linesOf(userIds: readonly string[], { from, to }: Days) {
  return sql`
    select entries.user_id, entries.date, entries.project,
      case when entries.billable then 1 else 0 end as billable,
      coalesce(terms.name, '') as name, coalesce(terms.kind, 'unknown') as kind,
      coalesce(projects.client, '') as client, sum(entries.minutes) as minutes, count(*) as entries,
      ${rate} as rate_minor_units, ${amount} as amount_minor_units, ${currency} as currency
    from entries
    join weeks on weeks.user_id = entries.user_id and weeks.week = entries.week
    left join terms on terms.user_id = entries.user_id
      and terms.from_date <= entries.date and terms.until_date > entries.date
    left join projects on projects.code = entries.project
    left join project_rates as of_group on ${isRateOf('of_group')}
    left join project_rates as of_kind on ${isRateOf('of_kind')}
    where entries.user_id in (${sql.join(userIds)})
      and entries.date >= ${from} and entries.date <= ${to}
      and weeks.status = 'approved'
      and not exists (
        select 1 from period_lines as earlier
        join period_closings as closing
          on closing.period = earlier.period and closing.version = earlier.version
        where earlier.user_id = entries.user_id and earlier.date = entries.date
          and closing.reopened_at_ms is null
      )
    group by entries.user_id, entries.date, entries.project, entries.billable,
      terms.name, terms.kind, projects.client, ${rate}, ${currency}`
}

/** Whether a line of a closing has a rate. */
export async function someLineHasRate(reader: Reader, { period, version }: ClosingKey): Promise<boolean> {
  const found = await reader
    .selectFrom('period_lines')
    .select('currency')
    .where('period', '=', period)
    .where('version', '=', version)
    .where('currency', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** The lines of a closing by person, date, project and billable, after one. */
export async function linesAfter(
  reader: Reader,
  closing: ClosingWithColumns,
  after: LinePosition | undefined,
  limit: number,
): Promise<PeriodLine[]> {
  const { period, version } = closing
  const { rows } = await sql<PeriodLineRow>`
    select * from period_lines
    where period = ${period} and version = ${version} ${isAfter(after)}
    order by ${key} limit ${limit}
  `.execute(reader)
  return rows.map((row) => lineFromRow(row, hasAmounts(closing)))
}

/** The lines of a closing that differ from those of the one before, in the same order. */
export function changesAfter(
  reader: Reader,
  closing: ClosingToCompare,
  after: LinePosition | undefined,
  limit: number,
): Promise<PeriodChange[]> {
  const { period, version } = closing
  const lines = sql`select version, ${lineColumns} from period_lines
    where period = ${period} and version in (${version - 1}, ${version})`
  return differencesAfter(reader, closing, lines, after, limit)
}

/** The lines of a closing now that would differ from those of the one before, in the same order. */
export async function changesToComeAfter(
  reader: Reader,
  { days, ...closing }: ClosingToCome,
  after: LinePosition | undefined,
  limit: number,
): Promise<PeriodChange[]> {
  const { period, version } = closing
  const changes: PeriodChange[] = []
  let place: { readonly from: string } | { readonly after: string } = { from: after?.userId ?? '' }
  for (;;) {
    const userIds = await usersAfter(reader, place, peopleAtOnce)
    const last = userIds.at(-1)
    if (last === undefined) return changes
    place = { after: last }
    const lines = sql`
      select version, ${lineColumns} from period_lines
      where period = ${period} and version = ${version - 1} and user_id in (${sql.join(userIds)})
      union all
      select cast(${version} as integer), ${lineColumns} from (${linesOf(userIds, days)}) as to_come`
    changes.push(...(await differencesAfter(reader, closing, lines, after, limit - changes.length)))
    if (changes.length === limit) return changes
  }
}

/** @param lines those of both closings */
async function differencesAfter(
  reader: Reader,
  { version, comparesAmounts }: ClosingToCompare,
  lines: RawBuilder<unknown>,
  after: LinePosition | undefined,
  limit: number,
): Promise<PeriodChange[]> {
  const before = version - 1
  const old = (column: Compared | 'name') =>
    sql`max(case when version = ${before} then ${sql.ref(column)} end)`
  const now = (column: Compared | 'name') =>
    sql`max(case when version = ${version} then ${sql.ref(column)} end)`
  const compared = comparesAmounts ? [...comparedColumns, ...comparedAmounts] : comparedColumns
  const differences = compared.map((column) => sql`${old(column)} is distinct from ${now(column)}`)
  const { rows } = await sql<ChangeRow>`
    select ${key}, coalesce(${now('name')}, ${old('name')}) as name,
      ${old('minutes')} as minutes_before, ${now('minutes')} as minutes_after,
      ${old('kind')} as kind_before, ${now('kind')} as kind_after,
      ${old('client')} as client_before, ${now('client')} as client_after,
      ${old('amount_minor_units')} as amount_before, ${now('amount_minor_units')} as amount_after,
      ${old('currency')} as currency_before, ${now('currency')} as currency_after
    from (${lines}) as both_closings
    where true ${isAfter(after)}
    group by ${key}
    having ${sql.join(differences, sql` or `)}
    order by ${key} limit ${limit}
  `.execute(reader)
  return rows.map((row) => changeFromRow(row, comparesAmounts))
}

interface ChangeRow extends Pick<PeriodLineRow, 'user_id' | 'name' | 'date' | 'project' | 'billable'> {
  readonly minutes_before: number | null
  readonly minutes_after: number | null
  readonly kind_before: string | null
  readonly kind_after: string | null
  readonly client_before: string | null
  readonly client_after: string | null
  readonly amount_before: number | null
  readonly amount_after: number | null
  readonly currency_before: string | null
  readonly currency_after: string | null
}

function isAfter(after: LinePosition | undefined) {
  if (!after) return sql``
  const { userId, date, project, billable } = after
  return sql`and (${key}) > (${userId}, ${date}, ${project}, ${Number(billable)})`
}

function lineFromRow(row: PeriodLineRow, withAmounts: boolean): PeriodLine {
  const { currency, rate_minor_units: rate, amount_minor_units: amount } = row
  const isPriced = currency !== null && rate !== null && amount !== null
  return {
    userId: row.user_id,
    name: row.name,
    kind: row.kind,
    date: row.date,
    project: row.project,
    client: row.client,
    billable: row.billable === 1,
    hours: hoursFromMinutes(row.minutes),
    minutes: row.minutes,
    entries: row.entries,
    late: isLate(row.date, row.period),
    ...(withAmounts ? pricedMembers(isPriced ? { currency, rate, amount } : undefined) : {}),
  }
}

function changeFromRow(row: ChangeRow, withAmounts: boolean): PeriodChange {
  const amountOf = (minorUnits: number | null, currency: string | null) =>
    withAmounts && minorUnits !== null && currency !== null ? decimalText(minorUnits, currency) : null
  return {
    change: row.minutes_before === null ? 'added' : row.minutes_after === null ? 'removed' : 'changed',
    userId: row.user_id,
    name: row.name,
    date: row.date,
    project: row.project,
    billable: row.billable === 1,
    minutesBefore: row.minutes_before ?? 0,
    minutesAfter: row.minutes_after ?? 0,
    kindBefore: row.kind_before,
    kindAfter: row.kind_after,
    clientBefore: row.client_before,
    clientAfter: row.client_after,
    amountBefore: amountOf(row.amount_before, row.currency_before),
    amountAfter: amountOf(row.amount_after, row.currency_after),
    currencyBefore: withAmounts ? row.currency_before : null,
    currencyAfter: withAmounts ? row.currency_after : null,
  }
}
