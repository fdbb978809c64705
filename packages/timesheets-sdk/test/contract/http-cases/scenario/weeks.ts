import { key, type ScenarioCase } from './case.ts'

const week = (week: string, userId = 'me') => ({ params: { userId, week } })

/** The life of a week: submitted, recalled, rejected, approved and reopened. */
export const weeks: readonly ScenarioCase[] = [
  {
    operation: 'getWeek',
    by: 'ann',
    ...week('2026-W47'),
    status: 200,
    sent: { etag: '"4-submitted"' },
    expected: { status: 'submitted', totalHours: 1, expectedHours: 40 },
  },
  {
    operation: 'getWeek',
    by: 'machine',
    ...week('2026-W10', 'auth0|unheard-of'),
    status: 200,
    expected: { status: 'open' },
  },
  {
    operation: 'recallWeek',
    by: 'ann',
    ...week('2026-W47'),
    headers: { 'If-Match': '"4-submitted"' },
    status: 200,
    expected: { status: 'open' },
  },
  {
    operation: 'submitWeek',
    by: 'ann',
    ...week('2026-W47'),
    headers: key('submit'),
    status: 200,
    sent: { etag: '"6-submitted"' },
    expected: { status: 'submitted' },
  },
  { operation: 'submitWeek', by: 'ann', ...week('2026-W47'), headers: key('submit'), status: 200 },
  {
    operation: 'listWeeks',
    by: 'mia',
    query: 'status=submitted&limit=1',
    status: 200,
    expected: { data: [{ userId: 'auth0|ann', week: '2026-W47' }], nextCursor: null },
  },
  { operation: 'listWeeks', by: 'kim', query: 'everyone=true&limit=2', status: 200, sent: { etag: 'W/"…"' } },
  {
    operation: 'rejectWeek',
    by: 'mia',
    ...week('2026-W47', 'auth0|ann'),
    json: { reason: 'Tuesday is missing' },
    status: 200,
    expected: { status: 'rejected', reason: 'Tuesday is missing' },
  },
  { operation: 'submitWeek', by: 'ann', ...week('2026-W47'), status: 200 },
  {
    operation: 'approveWeek',
    by: 'mia',
    ...week('2026-W47', 'auth0|ann'),
    status: 200,
    expected: { status: 'approved' },
  },
  {
    operation: 'reopenWeek',
    by: 'kim',
    ...week('2026-W47', 'auth0|ann'),
    json: { reason: 'a late invoice' },
    status: 200,
    expected: { status: 'open' },
  },
  { operation: 'submitWeek', by: 'ann', ...week('2026-W47'), status: 200 },
  {
    operation: 'decideWeeks',
    by: 'mia',
    json: {
      decisions: [
        { userId: 'auth0|ann', week: '2026-W47', action: 'approve' },
        { userId: 'auth0|sam', week: '2026-W48', action: 'reject' },
        { userId: 'auth0|bob', week: '2026-W48', action: 'approve' },
      ],
    },
    headers: key('decide'),
    status: 200,
    expected: {
      done: 1,
      refused: 2,
      results: [{ status: 'done' }, { status: 'refused' }, { status: 'refused' }],
    },
  },
]
