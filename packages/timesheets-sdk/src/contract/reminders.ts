import * as z from 'zod/mini'
import { isoWeek, timestamp } from '../model/calendar-schemas.ts'
import { userId } from '../model/entry.ts'
import { maximumReminders } from './limits.ts'

/** The body of `POST /reminders`. Whoever is over its limit is behind the `nextCursor` of the answer. */
export const remindersRequestSchema = z.strictObject({
  week: isoWeek,
  userIds: z
    .optional(z.array(userId).check(z.minLength(1), z.maxLength(maximumReminders)))
    .check(z.describe('Whom to remind, if they are missing; absent: everybody who is missing')),
  again: z._default(z.boolean(), false).check(z.describe('true: also who was reminded of this week before')),
  dueOnly: z
    ._default(z.boolean(), true)
    .check(z.describe('false: also those for whom the week is not over yet')),
  dryRun: z
    ._default(z.boolean(), false)
    .check(z.describe('true: says whom it would reach, and sends nothing')),
  cursor: z.optional(z.string()).check(z.describe('The nextCursor of an answer to the same request')),
})
export type RemindersRequest = z.input<typeof remindersRequestSchema>
export type ParsedRemindersRequest = z.output<typeof remindersRequestSchema>

export const reminderStatus = z.enum([
  'sent',
  'would_send',
  'already_reminded',
  'no_email',
  'not_missing',
  'not_due',
  'failed',
])
export type ReminderStatus = z.infer<typeof reminderStatus>

/** What became of the reminder to one person. */
export const reminderResultSchema = z.object({
  userId,
  email: z.optional(z.string()),
  status: reminderStatus,
  at: z.optional(timestamp).check(z.describe('When it was sent; with already_reminded, the time before')),
  detail: z.optional(z.string()).check(z.describe('In words, why it was not sent')),
})
export type ReminderResult = z.infer<typeof reminderResultSchema>

export const remindersResultSchema = z.object({
  sent: z.int().check(z.describe('In a dry run: how many would be sent')),
  skipped: z.int(),
  failed: z.int(),
  results: z.array(reminderResultSchema),
  nextCursor: z.nullable(z.string()).check(z.describe('null: that was everybody')),
})
export type RemindersResult = z.infer<typeof remindersResultSchema>

/** The answer for results. */
export function remindersResultOf(
  results: readonly ReminderResult[],
  nextCursor: string | null,
): RemindersResult {
  const sent = results.filter(({ status }) => status === 'sent' || status === 'would_send').length
  const failed = results.filter(({ status }) => status === 'failed').length
  return { sent, skipped: results.length - sent - failed, failed, results: [...results], nextCursor }
}
