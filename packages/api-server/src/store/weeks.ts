import type { WeekFacts } from 'timesheets-sdk/rules'
import type { Engine, Transaction } from './engine.ts'
import type { WeekRow } from './schema.ts'

export interface WeekKey {
  readonly userId: string
  readonly week: string
}

/** Weeks that are locked until the end of the transaction: nobody else writes anything in them. */
export class LockedWeeks {
  readonly #rows = new Map<string, WeekRow>()

  constructor(rows: readonly WeekRow[]) {
    for (const row of rows) this.#rows.set(weekKeyText({ userId: row.user_id, week: row.week }), row)
  }

  has(key: WeekKey): boolean {
    return this.#rows.has(weekKeyText(key))
  }

  /** @throws {RangeError} when the week was not locked */
  row(key: WeekKey): WeekRow {
    const row = this.#rows.get(weekKeyText(key))
    if (!row) throw new RangeError('a week was used that is not locked')
    return row
  }

  facts(key: WeekKey): WeekFacts {
    const row = this.row(key)
    return {
      status: row.status,
      dayMinutes: [
        row.monday_minutes,
        row.tuesday_minutes,
        row.wednesday_minutes,
        row.thursday_minutes,
        row.friday_minutes,
        row.saturday_minutes,
        row.sunday_minutes,
      ],
      billableMinutes: row.billable_minutes,
    }
  }
}

/** Makes sure that the weeks have a row, and locks them, in an order that all transactions share. */
export async function lockWeeks(
  engine: Engine,
  transaction: Transaction,
  keys: Iterable<WeekKey>,
): Promise<LockedWeeks> {
  const wanted = new Map([...keys].map((key) => [weekKeyText(key), key]))
  if (wanted.size === 0) return new LockedWeeks([])
  const find = () =>
    engine.findByKeys(
      transaction,
      'weeks',
      ['user_id', 'week'],
      [...wanted.values()].map((key) => ({ user_id: key.userId, week: key.week })),
      { lock: true },
    )
  const rows = await find()
  if (rows.length === wanted.size) return new LockedWeeks(rows)
  const found = new LockedWeeks(rows)
  const missing = [...wanted.values()].filter((key) => !found.has(key)).sort(byKey)
  await engine.putRows(transaction, 'weeks', missing.map(newWeek), 'ignore')
  return new LockedWeeks(await find())
}

/** Writes the totals of locked weeks. */
export async function putWeekTotals(
  engine: Engine,
  transaction: Transaction,
  locked: LockedWeeks,
  weeks: Iterable<WeekKey & { readonly facts: WeekFacts }>,
): Promise<void> {
  const rows = Array.from(weeks, ({ userId, week, facts }): WeekRow => {
    const [monday = 0, tuesday = 0, wednesday = 0, thursday = 0, friday = 0, saturday = 0, sunday = 0] =
      facts.dayMinutes
    return {
      ...locked.row({ userId, week }),
      monday_minutes: monday,
      tuesday_minutes: tuesday,
      wednesday_minutes: wednesday,
      thursday_minutes: thursday,
      friday_minutes: friday,
      saturday_minutes: saturday,
      sunday_minutes: sunday,
      billable_minutes: facts.billableMinutes,
    }
  })
  await engine.putRows(transaction, 'weeks', rows, 'upsert')
}

function weekKeyText(key: WeekKey): string {
  return `${key.week} ${key.userId}`
}

function byKey(a: WeekKey, b: WeekKey): number {
  return a.userId < b.userId || (a.userId === b.userId && a.week < b.week) ? -1 : 1
}

function newWeek(key: WeekKey): WeekRow {
  return {
    user_id: key.userId,
    week: key.week,
    status: 'open',
    monday_minutes: 0,
    tuesday_minutes: 0,
    wednesday_minutes: 0,
    thursday_minutes: 0,
    friday_minutes: 0,
    saturday_minutes: 0,
    sunday_minutes: 0,
    billable_minutes: 0,
    submitted_at_ms: null,
    decided_at_ms: null,
    decided_by: null,
    reason: null,
    version: 1,
  }
}
