import { sql } from 'kysely'
import { emptyWeek, type WeekRecord } from 'timesheets-sdk/model'
import type { Engine, Transaction } from '../engine.ts'
import type { WeekRow } from '../schema.ts'

export interface WeekKey {
  readonly userId: string
  readonly week: string
}

/** Weeks that are locked until the end of the transaction: nobody else writes to them. */
export class LockedWeeks {
  /** The weeks whose row this transaction inserted to hold the lock. */
  readonly added: readonly WeekKey[]
  readonly #rows = new Map<string, WeekRow>()

  constructor(rows: readonly WeekRow[], added: readonly WeekKey[] = []) {
    this.added = added
    for (const row of rows) this.#rows.set(weekKeyText({ userId: row.user_id, week: row.week }), row)
  }

  has(key: WeekKey): boolean {
    return this.#rows.has(weekKeyText(key))
  }

  /** @throws {RangeError} if the week was not locked */
  record(key: WeekKey): WeekRecord {
    const row = this.#rows.get(weekKeyText(key))
    if (!row) throw new RangeError('the week is not locked')
    return weekFromRow(row)
  }
}

/**
 * Inserts missing rows of weeks and locks all of them, in an order that all transactions share. Inserted rows
 * are empty: before the commit, {@link deleteEmptyWeeks} removes those that nothing was written to.
 */
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
  await engine.putRows(
    transaction,
    'weeks',
    missing.map(({ userId, week }) => rowFromWeek(emptyWeek(userId, week))),
    'ignore',
  )
  return new LockedWeeks(await find(), missing)
}

/**
 * Deletes the weeks that nothing was ever written to. This transaction inserted their rows to lock them.
 * Another one that waits for such a lock inserts the row again, so that writers of a new week still take
 * turns.
 */
export async function deleteEmptyWeeks(transaction: Transaction, weeks: readonly WeekKey[]): Promise<void> {
  if (weeks.length === 0) return
  const keys = sql.join(weeks.map(({ userId, week }) => sql`(${userId}, ${week})`))
  await transaction
    .deleteFrom('weeks')
    .where('version', '=', 0)
    .where(sql<boolean>`(user_id, week) in (values ${keys})`)
    .execute()
}

/** Writes the current state of locked weeks. */
export async function putWeeks(
  engine: Engine,
  transaction: Transaction,
  weeks: Iterable<WeekRecord>,
): Promise<void> {
  await engine.putRows(transaction, 'weeks', Array.from(weeks, rowFromWeek), 'update')
}

function weekKeyText(key: WeekKey): string {
  return `${key.week} ${key.userId}`
}

function byKey(a: WeekKey, b: WeekKey): number {
  return a.userId < b.userId || (a.userId === b.userId && a.week < b.week) ? -1 : 1
}

export function weekFromRow(row: WeekRow): WeekRecord {
  return {
    userId: row.user_id,
    week: row.week,
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
    submittedAtMs: row.submitted_at_ms,
    submittedBy: row.submitted_by,
    decidedAtMs: row.decided_at_ms,
    decidedBy: row.decided_by,
    reason: row.reason,
    entriesChangedAtMs: row.entries_changed_at_ms,
    rejectedAtMs: row.rejected_at_ms,
    frozen:
      row.entries_digest === null
        ? null
        : {
            expectedMinutes: row.expected_minutes,
            kind: row.kind,
            managerId: row.manager_id,
            entriesDigest: row.entries_digest,
          },
    correctedAtMs: row.corrected_at_ms,
    version: row.version,
  }
}

function rowFromWeek(week: WeekRecord): WeekRow {
  const [monday = 0, tuesday = 0, wednesday = 0, thursday = 0, friday = 0, saturday = 0, sunday = 0] =
    week.dayMinutes
  return {
    user_id: week.userId,
    week: week.week,
    status: week.status,
    monday_minutes: monday,
    tuesday_minutes: tuesday,
    wednesday_minutes: wednesday,
    thursday_minutes: thursday,
    friday_minutes: friday,
    saturday_minutes: saturday,
    sunday_minutes: sunday,
    billable_minutes: week.billableMinutes,
    submitted_at_ms: week.submittedAtMs,
    submitted_by: week.submittedBy,
    decided_at_ms: week.decidedAtMs,
    decided_by: week.decidedBy,
    reason: week.reason,
    entries_changed_at_ms: week.entriesChangedAtMs,
    rejected_at_ms: week.rejectedAtMs,
    expected_minutes: week.frozen?.expectedMinutes ?? null,
    kind: week.frozen?.kind ?? null,
    manager_id: week.frozen?.managerId ?? null,
    entries_digest: week.frozen?.entriesDigest ?? null,
    corrected_at_ms: week.correctedAtMs,
    version: week.version,
  }
}
