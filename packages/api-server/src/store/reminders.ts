import type { Engine, Reader, Transaction } from './engine.ts'
import type { ReminderRow } from './schema.ts'

/** The reminders of a week, by person. */
export async function findReminders(
  engine: Engine,
  reader: Reader,
  week: string,
  userIds: readonly string[],
): Promise<Map<string, ReminderRow>> {
  const keys = userIds.map((userId) => ({ user_id: userId, week }))
  const rows = await engine.findByKeys(reader, 'reminders', ['user_id', 'week'], keys)
  return new Map(rows.map((row) => [row.user_id, row]))
}

/** What came of a claim: `taken` by the reminder that stands in the way, or claimed, with what was there `before`. */
export type Claimed =
  | { readonly taken: ReminderRow }
  | { readonly taken?: undefined; readonly before: ReminderRow | undefined }

/**
 * Claims the reminder to a person about a week, unless `isTaken` says of the one that is there that it stands in the way.
 * @throws {ConflictError} when somebody else claimed it at the same time
 */
export async function claimReminder(
  engine: Engine,
  transaction: Transaction,
  claim: ReminderRow,
  isTaken: (there: ReminderRow) => boolean,
): Promise<Claimed> {
  const there = await lockReminder(engine, transaction, claim)
  if (there && isTaken(there)) return { taken: there }
  await engine.putRows(transaction, 'reminders', [claim], there ? 'update' : 'insert')
  return { before: there }
}

/**
 * Writes what became of a claim, unless somebody has claimed the reminder anew meanwhile.
 * @param outcome `undefined`: there is no such reminder
 */
export async function settleReminder(
  engine: Engine,
  transaction: Transaction,
  claim: ReminderRow,
  outcome: ReminderRow | undefined,
): Promise<void> {
  const there = await lockReminder(engine, transaction, claim)
  if (there?.claim_id !== claim.claim_id) return
  if (outcome) {
    await engine.putRows(transaction, 'reminders', [outcome], 'update')
    return
  }
  await transaction
    .deleteFrom('reminders')
    .where('user_id', '=', claim.user_id)
    .where('week', '=', claim.week)
    .execute()
}

async function lockReminder(
  engine: Engine,
  transaction: Transaction,
  { user_id, week }: ReminderRow,
): Promise<ReminderRow | undefined> {
  const keys = [{ user_id, week }]
  const [row] = await engine.findByKeys(transaction, 'reminders', ['user_id', 'week'], keys, { lock: true })
  return row
}
