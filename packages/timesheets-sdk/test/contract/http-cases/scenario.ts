import type { OperationName } from '../../../src/contract/index.ts'
import type { CaseRequest } from './system.ts'

/**
 * A request of the scenario and the relevant part of its response. In `params` and `json`, `$name` is a saved
 * id.
 */
export interface ScenarioCase extends CaseRequest {
  readonly operation: OperationName
  readonly status: number
  /** Header fields by name, in lower case; `null`: it is not there. */
  readonly sent?: Readonly<Record<string, string | null>>
  /** Members of a JSON body, or a whole text. */
  readonly expected?: unknown
  /** Keeps the `id` of the body under this name. */
  readonly save?: string
}

const json = 'application/json; charset=utf-8'
const week = (week: string, userId = 'me') => ({ params: { userId, week } })
const key = (key: string) => ({ 'Idempotency-Key': key })
const entry = (more: object = {}) => ({ date: '2026-11-24', project: 'ACME-42', hours: 2, ...more })
const csv = 'text/csv; charset=utf-8; header=present'
const ndjson = 'application/x-ndjson; charset=utf-8'

const entries: readonly ScenarioCase[] = [
  {
    operation: 'createEntry',
    by: 'ann',
    json: entry({ externalId: 'new', note: 'review' }),
    headers: key('create'),
    status: 201,
    sent: { 'content-type': json, etag: '"1-open"' },
    expected: {
      ...entry({ note: 'review' }),
      userId: 'auth0|ann',
      billable: true,
      source: 'spa',
      version: 1,
    },
    save: 'entry',
  },
  {
    operation: 'createEntry',
    by: 'ann',
    json: entry({ externalId: 'new', note: 'review' }),
    headers: key('create'),
    status: 201,
    expected: { version: 1 },
  },
  { operation: 'createEntry', by: 'ann', json: entry({ externalId: 'new', note: 'review' }), status: 200 },
  {
    operation: 'createEntry',
    by: 'machine',
    json: entry({ userId: 'auth0|sam', date: '2026-11-25' }),
    status: 201,
  },
  {
    operation: 'getEntry',
    by: 'ann',
    params: { id: '$entry' },
    status: 200,
    sent: { etag: '"1-open"' },
  },
  {
    operation: 'getEntry',
    by: 'mia',
    params: { id: '$entry' },
    headers: { 'If-None-Match': '"0-open", W/"1-open"' },
    status: 304,
    sent: { etag: '"1-open"', 'content-type': null },
    expected: '',
  },
  { operation: 'getEntry', by: 'ann', params: { id: '$entry' }, method: 'HEAD', status: 200, expected: '' },
  {
    operation: 'updateEntry',
    by: 'ann',
    params: { id: '$entry' },
    headers: { 'If-Match': '"1-open"' },
    json: { hours: 3, note: null },
    status: 200,
    sent: { etag: '"2-open"' },
    expected: { hours: 3, version: 2 },
  },
  {
    operation: 'pushEntries',
    by: 'ann',
    headers: { ...key('push'), 'Content-Type': 'application/x-ndjson' },
    body: `${JSON.stringify(entry({ date: '2026-11-26', externalId: 'p-1' }))}\n\nno JSON\n{"date":\n${JSON.stringify(entry({ hours: 30 }))}\n`,
    status: 200,
    expected: { created: 1, rejected: 3, results: [{ status: 'created' }, {}, {}, { index: 3 }] },
  },
  {
    operation: 'pushEntries',
    by: 'machine',
    json: { entries: [entry({ userId: 'auth0|ann', date: '2026-11-26', externalId: 'p-1' })] },
    status: 200,
    expected: { created: 1 },
  },
  {
    operation: 'listEntries',
    by: 'ann',
    query: 'from=2026-11-23&limit=2',
    status: 200,
    sent: { etag: 'W/"…"', 'content-type': json },
    expected: { data: [{ date: '2026-11-23' }, { date: '2026-11-24', hours: 3 }] },
  },
  {
    operation: 'listEntries',
    by: 'ann',
    query: 'from=2026-11-23',
    headers: { 'If-None-Match': '*' },
    status: 304,
  },
  {
    operation: 'listEntries',
    by: 'mia',
    query: 'userId=auth0|ann&from=2026-11-23&to=2026-11-23',
    headers: { Accept: 'application/json;q=0.5, text/csv' },
    status: 200,
    sent: {
      'content-type': csv,
      'content-disposition': 'attachment; filename="timesheets-2026-11-23-2026-11-23.csv"',
    },
  },
  {
    operation: 'listEntries',
    by: 'ann',
    query: 'to=2026-11-09',
    headers: { Accept: 'text/*;q=0.1, application/x-ndjson;q=0.9, application/json;q=0' },
    status: 200,
    sent: {
      'content-type': ndjson,
      'content-disposition': 'attachment; filename="timesheets-2026-11-09.ndjson"',
    },
  },
  {
    operation: 'listEntries',
    by: 'ann',
    query: 'limit=2',
    headers: { Accept: 'text/csv' },
    status: 422,
    expected: { code: 'unknown_field', errors: [{ pointer: '/limit' }] },
  },
  {
    operation: 'listEntries',
    by: 'ann',
    headers: { Accept: 'text/csv;q=0, */*;q=0' },
    status: 406,
    expected: { code: 'not_acceptable' },
  },
  {
    operation: 'deleteEntry',
    by: 'ann',
    params: { id: '$entry' },
    headers: { 'If-Match': '*' },
    status: 204,
    expected: '',
  },
]

const weeks: readonly ScenarioCase[] = [
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

const lea = { name: 'Lea', kind: 'contractor', expectedHoursPerWeek: 20, activeFrom: '2026-01-01' }
const leaId = { params: { userId: 'auth0|lea' } }
const roster: readonly ScenarioCase[] = [
  {
    operation: 'putPerson',
    by: 'kim',
    ...leaId,
    json: { ...lea, managerId: 'auth0|mia', email: 'lea@abc.example' },
    status: 201,
    sent: { location: '/people/auth0%7Clea' },
    expected: { userId: 'auth0|lea', timeZone: 'Etc/UTC' },
  },
  {
    operation: 'putPerson',
    by: 'kim',
    ...leaId,
    json: { ...lea, managerId: 'auth0|mia', email: 'lea@abc.example', timeZone: 'Europe/Berlin' },
    status: 200,
    sent: { location: null },
  },
  {
    operation: 'getPerson',
    by: 'mia',
    ...leaId,
    status: 200,
    sent: { etag: 'W/"…"' },
    expected: { name: 'Lea' },
  },
  {
    operation: 'getPerson',
    by: 'ann',
    params: { userId: 'me' },
    status: 200,
    expected: { managerId: 'auth0|mia' },
  },
  { operation: 'listPeople', by: 'kim', query: 'limit=2', status: 200, sent: { etag: 'W/"…"' } },
  {
    operation: 'listPeople',
    by: 'mia',
    query: 'managerId=me',
    status: 200,
    expected: { data: [{ userId: 'auth0|ann' }, { userId: 'auth0|lea' }], nextCursor: null },
  },
  {
    operation: 'listPeople',
    by: 'kim',
    query: 'managerId=none&kind=employee&activeOn=2026-11-23',
    status: 200,
  },
  {
    operation: 'putAbsence',
    by: 'kim',
    params: { userId: 'auth0|lea', from: '2026-11-23' },
    json: { to: '2026-11-24', note: 'moving house' },
    status: 201,
    sent: { location: null },
    expected: { kind: 'other', note: 'moving house' },
  },
  {
    operation: 'putAbsence',
    by: 'kim',
    params: { userId: 'auth0|lea', from: '2026-11-23' },
    json: { to: '2026-11-25' },
    status: 200,
  },
  {
    operation: 'listAbsences',
    by: 'ann',
    query: 'from=2026-12-01',
    status: 200,
    expected: { data: [{ from: '2026-12-21' }] },
  },
  {
    operation: 'listAbsences',
    by: 'mia',
    query: 'everyone=true&limit=1',
    status: 200,
    sent: { etag: 'W/"…"' },
  },
  { operation: 'listAbsences', by: 'kim', query: 'userId=auth0|lea&to=2026-11-23', status: 200 },
  { operation: 'deleteAbsence', by: 'kim', params: { userId: 'auth0|lea', from: '2026-11-23' }, status: 204 },
  {
    operation: 'getMe',
    by: 'pat',
    status: 200,
    expected: { userId: 'auth0|pat', isMachine: false, person: null },
  },
  {
    operation: 'getMe',
    by: 'machine',
    status: 200,
    expected: { userId: null, isMachine: true, person: null },
  },
  {
    operation: 'listNewcomers',
    by: 'kim',
    status: 200,
    expected: { data: [{ userId: 'auth0|pat', email: null, client: 'spa' }], nextCursor: null },
  },
  { operation: 'deleteNewcomer', by: 'kim', params: { userId: 'auth0|pat' }, status: 204 },
  {
    operation: 'createFeed',
    by: 'ann',
    params: { userId: 'me' },
    status: 201,
    expected: { userId: 'auth0|ann' },
  },
  {
    operation: 'getFeed',
    by: 'ann',
    status: 200,
    sent: { etag: 'W/"…"' },
    expected: { userId: 'auth0|ann' },
  },
  { operation: 'createFeed', by: 'ann', json: {}, status: 201 },
  { operation: 'deleteFeed', by: 'kim', status: 204 },
  { operation: 'createFeed', by: 'ann', status: 201 },
  { operation: 'deleteFeed', by: 'ann', params: { userId: 'me' }, status: 204 },
  { operation: 'getFeed', by: 'ann', status: 404, expected: { code: 'not_found' } },
]

const projects: readonly ScenarioCase[] = [
  {
    operation: 'putProject',
    by: 'kim',
    params: { code: 'BETA' },
    json: { name: 'Stocktaking', billable: false, rates: { currency: 'EUR', employee: 110 } },
    status: 201,
    sent: { location: '/projects/BETA' },
    expected: { rateHistory: [{ from: '1900-01-01', currency: 'EUR', employee: 110 }] },
  },
  {
    operation: 'putProject',
    by: 'kim',
    params: { code: 'BETA' },
    json: {
      name: 'Stocktaking',
      rates: { from: '2026-11-01', currency: 'USD', contractor: 90, groups: { senior: 150.25 } },
    },
    status: 200,
    expected: {
      rates: { currency: 'USD', contractor: 90, groups: { senior: 150.25 } },
      rateHistory: [{ currency: 'EUR' }, { from: '2026-11-01', currency: 'USD' }],
    },
  },
  {
    operation: 'putProject',
    by: 'kim',
    params: { code: 'BETA' },
    json: { name: 'Stocktaking' },
    status: 200,
  },
  { operation: 'getProject', by: 'ann', params: { code: 'BETA' }, status: 200, sent: { etag: 'W/"…"' } },
  { operation: 'listProjects', by: 'ann', query: 'limit=1&activeOn=2026-11-23', status: 200 },
  { operation: 'deleteProject', by: 'kim', params: { code: 'BETA' }, status: 204 },
]

const of45 = { week: '2026-W45' }
const reports: readonly ScenarioCase[] = [
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

const hook = { url: 'https://hooks.abc.example/other', events: ['entry.*'], description: 'payroll' }
const webhooks: readonly ScenarioCase[] = [
  {
    operation: 'createWebhook',
    by: 'kim',
    json: hook,
    headers: key('hook'),
    status: 201,
    expected: { ...hook, status: 'active', failures: 0, secret: 'whsec_…' },
    save: 'hook',
  },
  { operation: 'createWebhook', by: 'kim', json: hook, headers: key('hook'), status: 201 },
  { operation: 'getWebhook', by: 'kim', params: { id: '$hook' }, status: 200, sent: { etag: null } },
  { operation: 'listWebhooks', by: 'kim', query: 'limit=1', status: 200 },
  {
    operation: 'updateWebhook',
    by: 'kim',
    params: { id: '$hook' },
    json: { status: 'paused', description: null },
    status: 200,
    expected: { status: 'paused' },
  },
  { operation: 'updateWebhook', by: 'kim', params: { id: '$hook' }, json: { status: 'paused' }, status: 200 },
  {
    operation: 'updateWebhook',
    by: 'kim',
    params: { id: '$hook' },
    json: { replayAfter: 3 },
    status: 200,
    expected: { deliveredThrough: 3, failingEvent: null },
  },
  {
    operation: 'updateWebhook',
    by: 'kim',
    params: { id: '$hook' },
    json: { skipThrough: 5 },
    status: 200,
    expected: { deliveredThrough: 5 },
  },
  {
    operation: 'updateWebhook',
    by: 'kim',
    params: { id: '$hook' },
    json: { skipThrough: 4 },
    status: 200,
    expected: { deliveredThrough: 5 },
  },
  {
    operation: 'updateWebhook',
    by: 'kim',
    params: { id: '$hook' },
    json: { url: 'http://hooks.abc.example/' },
    status: 422,
    expected: { code: 'invalid_value', detail: 'url must be an https: URL' },
  },
  {
    operation: 'rotateWebhookSecret',
    by: 'kim',
    params: { id: '$hook' },
    headers: key('rotate'),
    status: 200,
  },
  {
    operation: 'rotateWebhookSecret',
    by: 'kim',
    params: { id: '$hook' },
    headers: key('rotate'),
    status: 200,
  },
  {
    operation: 'testWebhook',
    by: 'kim',
    params: { id: '$hook' },
    status: 200,
    expected: { delivered: true, status: 204, failure: null },
  },
  { operation: 'deleteWebhook', by: 'kim', params: { id: '$hook' }, status: 204 },
]

const november = { params: { period: '2026-11' } }
const october = { params: { period: '2026-10' } }
const forced = { json: { force: true, reason: 'Lea is ill' } }
const periods: readonly ScenarioCase[] = [
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

const rest: readonly ScenarioCase[] = [
  { operation: 'deletePerson', by: 'kim', params: { userId: 'auth0|bob' }, status: 204 },
  {
    operation: 'getPolicy',
    by: 'pat',
    status: 200,
    expected: { maxHoursPerDay: 10 },
  },
  {
    operation: 'updatePolicy',
    by: 'kim',
    json: { weeklyWarningHours: 50 },
    status: 200,
    expected: { weeklyWarningHours: 50 },
  },
  {
    operation: 'updatePolicy',
    by: 'kim',
    json: { sources: [{ name: 'erp', clients: ['m2m-push'], externalIds: 'per_person' }] },
    status: 200,
    expected: { sources: [{ name: 'erp', clients: ['m2m-push'], externalIds: 'per_person' }] },
  },
  { operation: 'updatePolicy', by: 'kim', json: { weeklyWarningHours: 50 }, status: 200 },
  { operation: 'listEvents', by: 'kim', query: 'limit=40', status: 200 },
  {
    operation: 'listEvents',
    by: 'kim',
    query: 'after=40&limit=1000',
    status: 200,
    expected: { nextCursor: null },
  },
  { operation: 'listEvents', by: 'ann', query: 'week=2026-W47', status: 200 },
  { operation: 'listEvents', by: 'mia', query: 'after=2&limit=3', status: 200 },
  { operation: 'listEvents', by: 'machine', query: 'userId=auth0|sam', status: 200 },
  {
    operation: 'getMe',
    by: 'ann',
    method: 'PUT',
    status: 405,
    sent: { allow: 'GET, HEAD, OPTIONS' },
    expected: { code: 'method_not_allowed' },
  },
  {
    operation: 'updateEntry',
    by: 'ann',
    method: 'OPTIONS',
    status: 204,
    sent: { allow: 'GET, PATCH, DELETE, HEAD, OPTIONS' },
  },
]

/** Requests to each operation, one after the other, on the store that `fill` has filled. */
export const scenario: readonly ScenarioCase[] = [
  ...entries,
  ...weeks,
  ...roster,
  ...reports,
  ...projects,
  ...webhooks,
  ...periods,
  ...rest,
]

/** The request with the ids in the place of their names. */
export function withIds<Case extends CaseRequest>(request: Case, ids: ReadonlyMap<string, string>): Case {
  const text = JSON.stringify(request).replaceAll(/"\$(\w+)"/g, (_, name) => JSON.stringify(ids.get(name)))
  return JSON.parse(text)
}
