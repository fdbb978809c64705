import type { ClosingRecord } from 'timesheets-sdk/model'
import type { Engine, Reader, Transaction } from '../engine.ts'
import type { PeriodClosingRow } from '../schema.ts'

/** Every closing, by month, then version. Few: one a month. */
export async function readClosings(reader: Reader): Promise<ClosingRecord[]> {
  const rows = await reader
    .selectFrom('period_closings')
    .selectAll()
    .orderBy('period')
    .orderBy('version')
    .execute()
  return rows.map(closingFromRow)
}

/** Stores a closing, or that it was reopened. */
export async function putClosing(
  engine: Engine,
  transaction: Transaction,
  closing: ClosingRecord,
): Promise<void> {
  await engine.putRows(transaction, 'period_closings', [rowFromClosing(closing)], 'upsert')
}

function closingFromRow(row: PeriodClosingRow): ClosingRecord {
  return {
    period: row.period,
    version: row.version,
    closedAtMs: row.closed_at_ms,
    closedBy: row.closed_by,
    reason: row.reason,
    digest: row.digest,
    columns: JSON.parse(row.columns),
    lines: row.lines,
    people: row.people,
    entries: row.entries,
    minutes: row.minutes,
    billableMinutes: row.billable_minutes,
    lateMinutes: row.late_minutes,
    amounts: JSON.parse(row.amounts),
    lockedThroughBefore: row.locked_through_before,
    reopenedAtMs: row.reopened_at_ms,
    reopenedBy: row.reopened_by,
    reopenReason: row.reopen_reason,
  }
}

function rowFromClosing(closing: ClosingRecord): PeriodClosingRow {
  return {
    period: closing.period,
    version: closing.version,
    closed_at_ms: closing.closedAtMs,
    closed_by: closing.closedBy,
    reason: closing.reason,
    digest: closing.digest,
    columns: JSON.stringify(closing.columns),
    lines: closing.lines,
    people: closing.people,
    entries: closing.entries,
    minutes: closing.minutes,
    billable_minutes: closing.billableMinutes,
    late_minutes: closing.lateMinutes,
    amounts: JSON.stringify(closing.amounts),
    locked_through_before: closing.lockedThroughBefore,
    reopened_at_ms: closing.reopenedAtMs,
    reopened_by: closing.reopenedBy,
    reopen_reason: closing.reopenReason,
  }
}
