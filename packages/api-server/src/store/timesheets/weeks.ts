import { sql } from 'kysely'
import { emptyWeek, type WeekRecord } from 'timesheets-sdk/model'
import { ConflictError, type Engine, type Transaction } from '../engine.ts'
import type { WeekRow } from '../schema.ts'

export interface WeekKey {
  readonly userId: string
  readonly week: string
}

/** Weeks that are locked until the end of the transaction: nobody else writes to them. */
export class LockedWeeks {
  readonly #rows = new Map<string, WeekRow>()

  constructor(rows: readonly WeekRow[]) {
    for (const row of rows) this.#rows.set(weekKeyText(keyOf(row)), row)
  }

  /** The weeks whose row this transaction inserted to hold the lock. */
  get added(): readonly WeekKey[] {
    return [...this.#rows.values()].filter(({ version }) => version === 0).map(keyOf)
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

const maximumStoredWeeks = 20_000

/**
 * Inserts missing rows of weeks and locks all of them, in an order that all transactions share. Inserted rows
 * are empty: before the commit, {@link deleteEmptyWeeks} removes those that nothing was written to.
 *
 * @param stored weeks that are known to have a row, which is never deleted. It is added to
 * @throws {ConflictError} if one of `stored` has no row; `stored` is then empty
 */
export async function lockWeeks(
  engine: Engine,
  transaction: Transaction,
  keys: Iterable<WeekKey>,
  stored: Set<string>,
): Promise<LockedWeeks> {
  const wanted = new Map([...keys].map((key) => [weekKeyText(key), key]))
  if (wanted.size === 0) return new LockedWeeks([])
  const missing = [...wanted].filter(([text]) => !stored.has(text)).map(([, key]) => key)
  const [, rows] = await Promise.all([
    engine.putRows(
      transaction,
      'weeks',
      missing.sort(byKey).map(({ userId, week }) => rowFromWeek(emptyWeek(userId, week))),
      'ignore',
    ),
    engine.findByKeys(
      transaction,
      'weeks',
      ['user_id', 'week'],
      [...wanted.values()].map((key) => ({ user_id: key.userId, week: key.week })),
      { lock: true },
    ),
  ])
  if (rows.length < wanted.size) {
    stored.clear()
    throw new ConflictError('a week was deleted meanwhile')
  }
  if (stored.size > maximumStoredWeeks) stored.clear()
  for (const row of rows) if (row.version > 0) stored.add(weekKeyText(keyOf(row)))
  return new LockedWeeks(rows)
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

function keyOf(row: WeekRow): WeekKey {
  return { userId: row.user_id, week: row.week }
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
