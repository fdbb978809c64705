import { periodSchema } from '../../model/period.ts'
import { maximumBodyBytes } from '../limits.ts'
import type { Operation } from '../operation.ts'
import { contentProblems, idempotencyProblems } from '../operation.ts'
import {
  closePeriodRequestSchema,
  listChangesQuerySchema,
  listClosingQuerySchema,
  listObstaclesQuerySchema,
  listPeriodsQuerySchema,
  obstaclePageSchema,
  periodChangePageSchema,
  periodLinePageSchema,
  periodPageSchema,
  reopenPeriodRequestSchema,
} from '../periods.ts'
import { routes } from '../routes.ts'

/** Months that are closed for payroll. */
export const periodOperations = {
  listPeriods: {
    ...routes.listPeriods,
    summary: 'List months and their closings, from the first closed one to the present',
    query: listPeriodsQuerySchema,
    responses: { 200: { description: 'Months, newest first', schema: periodPageSchema } },
    problems: ['malformed_cursor'],
  },
  getPeriod: {
    ...routes.getPeriod,
    summary: 'Read a month and its closings',
    responses: { 200: { description: 'The month', schema: periodSchema } },
    problems: ['not_found'],
  },
  listObstacles: {
    ...routes.listObstacles,
    summary: 'List what stands in the way of closing a month, by person and week, with the next step',
    query: listObstaclesQuerySchema,
    responses: { 200: { description: 'Weeks, by person, then week', schema: obstaclePageSchema } },
    problems: ['malformed_cursor', 'not_found'],
  },
  closePeriod: {
    ...routes.closePeriod,
    summary:
      'Close a month: keep its approved hours as lines for payroll and lock its days. Closing it again changes nothing',
    body: { schema: closePeriodRequestSchema, maximumBytes: maximumBodyBytes.single, optional: true },
    idempotencyKey: true,
    responses: { 200: { description: 'The closed month', schema: periodSchema } },
    problems: [
      ...contentProblems,
      ...idempotencyProblems,
      'not_found',
      'period_not_ready',
      'period_out_of_order',
      'reason_required',
    ],
  },
  reopenPeriod: {
    ...routes.reopenPeriod,
    summary: 'Reopen the month that was closed last, with a reason; its lines are kept',
    body: { schema: reopenPeriodRequestSchema, maximumBytes: maximumBodyBytes.single },
    idempotencyKey: true,
    responses: { 200: { description: 'The reopened month', schema: periodSchema } },
    problems: [
      ...contentProblems,
      ...idempotencyProblems,
      'not_found',
      'illegal_transition',
      'period_out_of_order',
    ],
  },
  listPeriodLines: {
    ...routes.listPeriodLines,
    summary:
      "List the lines of a closing, which is payroll's file: a page of JSON, or all as a stream of CSV or NDJSON by Accept",
    query: listClosingQuerySchema,
    responses: {
      200: { description: 'Lines, by person, date and project', schema: periodLinePageSchema, streams: true },
    },
    problems: ['malformed_cursor', 'not_found', 'not_acceptable'],
  },
  listPeriodChanges: {
    ...routes.listPeriodChanges,
    summary:
      'List the lines that differ from the closing before of the same month, also of a closing that would be made now: a page of JSON, or all as a stream of CSV or NDJSON by Accept',
    query: listChangesQuerySchema,
    responses: {
      200: {
        description: 'Changes, by person, date and project',
        schema: periodChangePageSchema,
        streams: true,
      },
    },
    problems: ['malformed_cursor', 'not_found', 'not_acceptable'],
  },
} as const satisfies Record<string, Operation>
