import { weekSchema } from '../../model/week-schema.ts'
import { maximumBodyBytes } from '../limits.ts'
import type { Operation } from '../operation.ts'
import { contentProblems, idempotencyProblems } from '../operation.ts'
import { routes } from '../routes.ts'
import {
  listWeeksQuerySchema,
  weekActionRequestSchema,
  weekDecisionsRequestSchema,
  weekDecisionsResultSchema,
  weekPageSchema,
} from '../weeks.ts'

const action = {
  body: { schema: weekActionRequestSchema, maximumBytes: maximumBodyBytes.single, optional: true },
  idempotencyKey: true,
  ifMatch: true,
  responses: { 200: { description: 'The week as it is now', schema: weekSchema, etag: true } },
} as const
const actionProblems = [
  ...contentProblems,
  ...idempotencyProblems,
  'not_found',
  'not_a_person',
  'illegal_transition',
  'period_locked',
  'precondition_failed',
] as const

/** Operations on weeks. */
export const weekOperations = {
  listWeeks: {
    ...routes.listWeeks,
    summary: "List weeks: your own, a person's, or those that wait for your decision",
    query: listWeeksQuerySchema,
    responses: { 200: { description: 'Weeks, by week, then person', schema: weekPageSchema } },
    problems: ['malformed_cursor', 'not_found', 'user_id_required'],
  },
  decideWeeks: {
    ...routes.decideWeeks,
    summary: 'Approve, reject or reopen up to 200 weeks; each is decided separately',
    body: { schema: weekDecisionsRequestSchema, maximumBytes: maximumBodyBytes.single * 4 },
    idempotencyKey: true,
    responses: { 200: { description: 'The result of each item', schema: weekDecisionsResultSchema } },
    problems: [...contentProblems, ...idempotencyProblems],
  },
  getWeek: {
    ...routes.getWeek,
    summary: 'Read a week; a week without entries is open and empty',
    responses: { 200: { description: 'The week', schema: weekSchema, etag: true } },
    problems: ['not_found', 'user_id_required'],
  },
  submitWeek: {
    ...routes.submitWeek,
    ...action,
    summary: 'Submit your week for approval',
    problems: [...actionProblems, 'not_your_timesheet', 'empty_week'],
  },
  recallWeek: {
    ...routes.recallWeek,
    ...action,
    summary: 'Recall your submitted week',
    problems: [...actionProblems, 'not_your_timesheet'],
  },
  approveWeek: {
    ...routes.approveWeek,
    ...action,
    summary: 'Approve a submitted week',
    problems: [...actionProblems, 'own_week'],
  },
  rejectWeek: {
    ...routes.rejectWeek,
    ...action,
    summary: 'Reject a submitted week, with a reason',
    problems: [...actionProblems, 'own_week', 'reason_required'],
  },
  reopenWeek: {
    ...routes.reopenWeek,
    ...action,
    summary: 'Reopen an approved week, with a reason',
    problems: [...actionProblems, 'own_week', 'reason_required'],
  },
} as const satisfies Record<string, Operation>
