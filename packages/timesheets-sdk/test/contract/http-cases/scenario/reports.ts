import { csv, key, ndjson, type ScenarioCase } from './case.ts'

const of45 = { week: '2026-W45' }

/** Missing weeks, reminders and sums of hours. */
export const reports: readonly ScenarioCase[] = [
  {
    operation: 'listMissing',
    by: 'mia',
    query: 'week=2026-W45&limit=2',
    status: 200,
    sent: { etag: 'W/"…"' },
  },
  { operation: 'listMissing', by: 'kim', query: 'week=2026-W48&due=false&reason=not_started', status: 200 },
  {
    operation: 'sendReminders',
    by: 'mia',
    json: { ...of45, userIds: ['auth0|lea', 'auth0|ann', 'auth0|bob', 'auth0|lea'] },
    headers: key('remind'),
    status: 200,
    expected: {
      sent: 1,
      skipped: 2,
      results: [
        { userId: 'auth0|lea', status: 'sent' },
        { userId: 'auth0|ann', status: 'no_email' },
        { userId: 'auth0|bob', status: 'not_missing' },
      ],
    },
  },
  {
    operation: 'sendReminders',
    by: 'mia',
    json: { ...of45, userIds: ['auth0|lea'], again: true },
    headers: key('remind'),
    status: 200,
    expected: { sent: 1 },
  },
  { operation: 'sendReminders', by: 'mia', json: of45, status: 200, expected: { sent: 0 } },
  {
    operation: 'sendReminders',
    by: 'mia',
    json: { week: '2026-W48', userIds: ['auth0|lea'], dryRun: true },
    status: 200,
    expected: { results: [{ status: 'not_due' }] },
  },
  { operation: 'sendReminders', by: 'mia', json: { ...of45, again: true, dryRun: true }, status: 200 },
  {
    operation: 'listHours',
    by: 'kim',
    query: 'from=2026-11-01&status=any&groupBy=person,status&limit=1',
    status: 200,
    sent: { etag: 'W/"…"' },
  },
  { operation: 'listHours', by: 'ann', query: 'from=2026-11-01&groupBy=kind,week,project', status: 200 },
  { operation: 'listHours', by: 'mia', query: 'from=2026-11-01&status=any', status: 200 },
  {
    operation: 'listHours',
    by: 'kim',
    query: 'from=2026-11-01&status=any&groupBy=project&everyone=true',
    status: 200,
  },
  {
    operation: 'listHours',
    by: 'kim',
    query: 'from=2026-05-01&status=any&groupBy=currency,person,project',
    status: 200,
  },
  {
    operation: 'listHours',
    by: 'machine',
    query: 'from=2026-11-01&groupBy=project,person&status=any',
    headers: { Accept: 'text/csv' },
    status: 200,
    sent: {
      'content-type': csv,
      'content-disposition': 'attachment; filename="hours-by-project-person-2026-11-01.csv"',
    },
  },
  {
    operation: 'listHours',
    by: 'kim',
    headers: { Accept: 'application/x-ndjson' },
    status: 200,
    sent: { 'content-type': ndjson },
  },
  {
    operation: 'listHours',
    by: 'kim',
    query: 'cursor=x',
    headers: { Accept: 'text/csv' },
    status: 422,
    expected: { code: 'unknown_field' },
  },
]
