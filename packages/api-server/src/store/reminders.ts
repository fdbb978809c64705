import type { Engine, Reader, Transaction } from './engine.ts'
import type { ReminderRow } from './schema.ts'

/** A reminder about a week: claimed before it is sent, so that it is never sent twice. */
export interface Reminder {
  readonly userId: string
  readonly week: string
  readonly channel: string
  readonly status: 'sending' | 'sent'
  readonly askedBy: string
  /** The `Idempotency-Key` of the request with its scope: with the same key it is never sent again. */
  readonly requestKey: string | null
  /** Identifies the claim. */
  readonly claimId: string
  /** Milliseconds since the epoch. */
  readonly atMs: number
}

/** The reminders of a week, by person. */
export async function findReminders(
  engine: Engine,
  reader: Reader,
  week: string,
  userIds: readonly string[],
): Promise<Map<string, Reminder>> {
  const keys = userIds.map((userId) => ({ user_id: userId, week }))
  const rows = await engine.findByKeys(reader, 'reminders', ['user_id', 'week'], keys)
  return new Map(rows.map((row) => [row.user_id, reminderFromRow(row)]))
}

/** The result of a claim: `taken` by an existing reminder, or claimed, with the reminder that it replaced. */
export type Claimed =
  | { readonly taken: Reminder }
  | { readonly taken?: undefined; readonly before: Reminder | undefined }

/**
 * Claims the reminder to a person about a week, unless `isTaken` returns true for the existing one.
 * @throws {ConflictError} if another process claimed it at the same time
 */
export async function claimReminder(
  engine: Engine,
  transaction: Transaction,
  claim: Reminder,
  isTaken: (there: Reminder) => boolean,
): Promise<Claimed> {
  const there = await lockReminder(engine, transaction, claim)
  if (there && isTaken(there)) return { taken: there }
  await engine.putRows(transaction, 'reminders', [rowFromReminder(claim)], there ? 'update' : 'insert')
  return { before: there }
}

/**
 * Writes the outcome of a claim, unless the reminder was claimed again in the meantime.
 * @param outcome `undefined`: delete the reminder
 */
export async function settleReminder(
  engine: Engine,
  transaction: Transaction,
  claim: Reminder,
  outcome: Reminder | undefined,
): Promise<void> {
  const there = await lockReminder(engine, transaction, claim)
  if (there?.claimId !== claim.claimId) return
  if (outcome) {
    await engine.putRows(transaction, 'reminders', [rowFromReminder(outcome)], 'update')
    return
  }
  await transaction
    .deleteFrom('reminders')
    .where('user_id', '=', claim.userId)
    .where('week', '=', claim.week)
    .execute()
}

async function lockReminder(
  engine: Engine,
  transaction: Transaction,
  { userId, week }: Reminder,
): Promise<Reminder | undefined> {
  const keys = [{ user_id: userId, week }]
  const [row] = await engine.findByKeys(transaction, 'reminders', ['user_id', 'week'], keys, { lock: true })
  return row && reminderFromRow(row)
}

function reminderFromRow(row: ReminderRow): Reminder {
  return {
    userId: row.user_id,
    week: row.week,
    channel: row.channel,
    status: row.status,
    askedBy: row.asked_by,
    requestKey: row.request_key,
    claimId: row.claim_id,
    atMs: row.at_ms,
  }
}

function rowFromReminder(reminder: Reminder): ReminderRow {
  return {
    user_id: reminder.userId,
    week: reminder.week,
    channel: reminder.channel,
    status: reminder.status,
    asked_by: reminder.askedBy,
    request_key: reminder.requestKey,
    claim_id: reminder.claimId,
    at_ms: reminder.atMs,
  }
}
