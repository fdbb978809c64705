import { hoursPageSchema, listHoursQuerySchema } from '../hours-report.ts'
import { maximumBodyBytes } from '../limits.ts'
import { listMissingQuerySchema, missingPageSchema } from '../missing.ts'
import type { Operation } from '../operation.ts'
import { remindersRequestSchema, remindersResultSchema } from '../reminders.ts'
import { routes } from '../routes.ts'
import { contentProblems } from './common-problems.ts'

/** Who is missing, reminders to them, and sums of hours. */
export const reportOperations = {
  listMissing: {
    ...routes.listMissing,
    summary: 'List who has not handed in a week, among the people of the roster whom the caller decides for',
    query: listMissingQuerySchema,
    responses: { 200: { description: 'Who is missing, by userId', schema: missingPageSchema } },
    problems: ['malformed_cursor', 'missing_field'],
  },
  sendReminders: {
    ...routes.sendReminders,
    summary: 'Remind people of a week that is missing; nobody twice of the same week, unless asked to',
    body: { schema: remindersRequestSchema, maximumBytes: maximumBodyBytes.single },
    idempotencyKey: true,
    responses: { 200: { description: 'What became of each reminder', schema: remindersResultSchema } },
    problems: [...contentProblems, 'malformed_cursor', 'reminders_not_set_up'],
  },
  listHours: {
    ...routes.listHours,
    summary:
      'Sum hours by person, project, week, kind, status: a page as JSON, or all of it as a stream of CSV or NDJSON by Accept',
    query: listHoursQuerySchema,
    responses: {
      200: { description: 'Sums, by what they are grouped by', schema: hoursPageSchema, streams: true },
    },
    problems: ['malformed_cursor', 'not_found', 'not_acceptable', 'user_id_required'],
  },
} as const satisfies Record<string, Operation>
