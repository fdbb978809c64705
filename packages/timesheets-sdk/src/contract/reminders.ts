import * as z from 'zod/mini'
import { isoWeek, timestamp } from '../model/calendar-schemas.ts'
import { userId } from '../model/entry.ts'
import { maximumReminders } from './limits.ts'

/** The body of `POST /reminders`. The `nextCursor` of the response leads to the people over the limit. */
export const remindersRequestSchema = z.strictObject({
  week: isoWeek,
  userIds: z
    .optional(z.array(userId).check(z.minLength(1), z.maxLength(maximumReminders)))
    .check(
      z.describe('The people to remind if their week is missing. Default: everyone with a missing week'),
    ),
  again: z
    ._default(z.boolean(), false)
    .check(z.describe('true: include people who were already reminded of this week')),
  dueOnly: z
    ._default(z.boolean(), true)
    .check(z.describe('false: include people whose week is not over yet')),
  dryRun: z
    ._default(z.boolean(), false)
    .check(z.describe('true: return the recipients without sending anything')),
  cursor: z.optional(z.string()).check(z.describe('The nextCursor of a response to the same request')),
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

/** The result of the reminder to one person. */
export const reminderResultSchema = z.object({
  userId,
  email: z.optional(z.string()),
  status: reminderStatus,
  at: z
    .optional(timestamp)
    .check(z.describe('The time it was sent; with already_reminded, the earlier time')),
  detail: z.optional(z.string()).check(z.describe('The reason why it was not sent')),
})
export type ReminderResult = z.infer<typeof reminderResultSchema>

export const remindersResultSchema = z.object({
  sent: z.int().check(z.describe('In a dry run: the number that would be sent')),
  skipped: z.int(),
  failed: z.int(),
  results: z.array(reminderResultSchema),
  nextCursor: z.nullable(z.string()).check(z.describe('null: the last page')),
})
export type RemindersResult = z.infer<typeof remindersResultSchema>

/** The response for these results. */
export function remindersResultOf(
  results: readonly ReminderResult[],
  nextCursor: string | null,
): RemindersResult {
  const sent = results.filter(({ status }) => status === 'sent' || status === 'would_send').length
  const failed = results.filter(({ status }) => status === 'failed').length
  return { sent, skipped: results.length - sent - failed, failed, results: [...results], nextCursor }
}
