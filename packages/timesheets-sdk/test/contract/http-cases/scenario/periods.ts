import { csv, key, ndjson, type ScenarioCase } from './case.ts'

const november = { params: { period: '2026-11' } }
const october = { params: { period: '2026-10' } }
const forced = { json: { force: true, reason: 'Lea is ill' } }

/** Months that are closed, reopened, and closed with other content. */
export const periods: readonly ScenarioCase[] = [
  { operation: 'reopenPeriod', by: 'kim', json: { reason: 'early' }, status: 200 },
  {
    operation: 'reopenPeriod',
    by: 'machine',
    params: { period: '2025-11' },
    json: { reason: 'early' },
    status: 200,
    expected: { status: 'open' },
  },
  { operation: 'listObstacles', by: 'kim', ...november, query: 'limit=3', status: 200 },
  { operation: 'listObstacles', by: 'machine', ...november, query: 'limit=1000', status: 200 },
  { operation: 'closePeriod', by: 'kim', ...october, ...forced, headers: key('close'), status: 200 },
  { operation: 'closePeriod', by: 'kim', ...october, ...forced, headers: key('close'), status: 200 },
  { operation: 'closePeriod', by: 'kim', ...october, status: 200, expected: { status: 'closed' } },
  {
    operation: 'closePeriod',
    by: 'kim',
    params: { period: '2026-09' },
    ...forced,
    status: 409,
    expected: { code: 'period_out_of_order' },
  },
  { operation: 'closePeriod', by: 'machine', ...november, ...forced, status: 200 },
  {
    operation: 'updatePolicy',
    by: 'kim',
    json: { lockedThrough: '2026-11-29' },
    status: 409,
    expected: { code: 'period_locked' },
  },
  {
    operation: 'reopenPeriod',
    by: 'kim',
    ...october,
    json: { reason: 'x' },
    status: 409,
    expected: { code: 'period_out_of_order' },
  },
  { operation: 'listPeriods', by: 'kim', query: 'limit=2', status: 200, sent: { etag: 'W/"…"' } },
  { operation: 'getPeriod', by: 'kim', ...november, status: 200, expected: { status: 'closed' } },
  { operation: 'listPeriodLines', by: 'kim', ...november, query: 'limit=1', status: 200 },
  {
    operation: 'listPeriodLines',
    by: 'kim',
    ...november,
    headers: { Accept: 'text/csv' },
    status: 200,
    sent: { 'content-type': csv, 'content-disposition': 'attachment; filename="hours-2026-11-1.csv"' },
  },
  {
    operation: 'reopenPeriod',
    by: 'kim',
    ...november,
    json: { reason: 'a client was renamed' },
    status: 200,
    expected: { status: 'open' },
  },
  {
    operation: 'putProject',
    by: 'kim',
    json: { name: 'Warehouse move', client: 'ACME Ltd.' },
    status: 200,
  },
  { operation: 'closePeriod', by: 'kim', ...november, ...forced, status: 200 },
  { operation: 'putProject', by: 'kim', json: { name: 'Warehouse move', client: 'Third' }, status: 200 },
  {
    operation: 'listHours',
    by: 'kim',
    query: 'from=2026-11-01&to=2026-11-30&groupBy=client',
    status: 200,
    expected: { data: [{ client: 'ACME Ltd.' }] },
  },
  {
    operation: 'listPeriodChanges',
    by: 'kim',
    ...november,
    status: 200,
    expected: {
      data: [
        { change: 'changed', date: '2026-11-09', clientBefore: '', clientAfter: 'ACME Ltd.' },
        { change: 'changed', date: '2026-11-16', minutesBefore: 60, minutesAfter: 60 },
      ],
      nextCursor: null,
    },
  },
  {
    operation: 'listPeriodChanges',
    by: 'kim',
    ...november,
    query: 'version=1',
    headers: { Accept: 'application/x-ndjson' },
    status: 200,
    sent: { 'content-type': ndjson },
  },
  { operation: 'reopenPeriod', by: 'kim', ...november, json: { reason: 'the rest' }, status: 200 },
  { operation: 'reopenPeriod', by: 'kim', ...october, json: { reason: 'the rest' }, status: 200 },
]
