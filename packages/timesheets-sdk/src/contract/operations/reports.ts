import { eventPageSchema, listEventsQuerySchema } from '../events.ts'
import { hoursPageSchema, listHoursQuerySchema } from '../hours-report.ts'
import { maximumBodyBytes } from '../limits.ts'
import { listMissingQuerySchema, missingPageSchema } from '../missing.ts'
import type { Operation } from '../operation.ts'
import { contentProblems } from '../operation.ts'
import { remindersRequestSchema, remindersResultSchema } from '../reminders.ts'
import { routes } from '../routes.ts'

/** Missing weeks, reminders, sums of hours, and the log of changes. */
export const reportOperations = {
  listMissing: {
    ...routes.listMissing,
    summary: 'List people of the roster with a missing week, among those the caller decides for',
    query: listMissingQuerySchema,
    responses: { 200: { description: 'People with a missing week, by userId', schema: missingPageSchema } },
    problems: ['malformed_cursor', 'missing_field'],
  },
  sendReminders: {
    ...routes.sendReminders,
    summary: 'Remind people of a missing week; only once per week, unless again is set',
    body: { schema: remindersRequestSchema, maximumBytes: maximumBodyBytes.single },
    idempotencyKey: true,
    responses: { 200: { description: 'The result of each reminder', schema: remindersResultSchema } },
    problems: [...contentProblems, 'malformed_cursor', 'reminders_not_set_up'],
  },
  listHours: {
    ...routes.listHours,
    summary:
      'Sum hours by person, project, week, kind or status, by currency with amounts: a page of JSON, or all as a stream of CSV or NDJSON by Accept',
    query: listHoursQuerySchema,
    responses: {
      200: { description: 'Sums, in the order of groupBy', schema: hoursPageSchema, streams: true },
    },
    problems: ['malformed_cursor', 'not_found', 'not_acceptable', 'user_id_required', 'amounts_not_allowed'],
  },
  listEvents: {
    ...routes.listEvents,
    summary: 'Read the log of changes in commit order, without gaps or repetitions',
    query: listEventsQuerySchema,
    responses: { 200: { description: 'Events, by sequence number', schema: eventPageSchema } },
    problems: ['malformed_cursor', 'not_found', 'user_id_required', 'events_gone'],
  },
} as const satisfies Record<string, Operation>
