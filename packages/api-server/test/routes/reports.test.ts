import type { HoursPage, MissingPage } from 'timesheets-sdk/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Reminder } from '../../src/reminders/channel.ts'
import { type ApiRequest, startApi, type TestApi } from '../support/api.ts'

let api: TestApi
let boss: string
let machine: string
const sent: Reminder[] = []

beforeAll(async () => {
  api = await startApi({
    reminderChannel: {
      name: 'mail',
      async send(reminder) {
        sent.push(reminder)
      },
    },
  })
  boss = await api.issuer.person('auth0|mia', 'read:timesheets approve:timesheets')
  machine = await api.issuer.machine()
  for (const [name, kind] of [
    ['Ann', 'employee'],
    ['=HYPERLINK("x"), Ben', 'contractor'],
  ] as const) {
    const person = { name, email: 'x@abc.example', kind, expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
    const userId = kind === 'employee' ? 'auth0|ann' : 'auth0|ben'
    const put = await ask(`/people/${encodeURIComponent(userId)}`, { method: 'PUT', json: person })
    expect(put.status).toBe(201)
    const entries = [
      { userId, date: '2026-11-16', project: 'ACME-42', hours: 7.5 },
      { userId, date: '2026-11-17', project: '@SUM', hours: 0.25, billable: false },
    ]
    await ask('/timesheets/batch', { method: 'POST', json: { entries } })
  }
})
afterAll(() => api.close())

const ask = (path: string, init: ApiRequest = {}) => api.fetch(path, { token: machine, ...init })

const report = '/reports/hours?from=2026-11-01&to=2026-11-30&status=any&groupBy=person,project'

test('hours are streamed as CSV, under a name, with cells that no spreadsheet runs', async () => {
  const response = await ask(report, { headers: { Accept: 'text/csv' } })
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present')
  expect(response.headers.get('Content-Disposition')).toBe(
    'attachment; filename="hours-by-person-project-2026-11-01-2026-11-30.csv"',
  )
  expect(response.headers.get('Vary')).toContain('Accept')
  expect(await response.text()).toBe(
    [
      'userId,name,project,hours,billableHours,entries,minutes,billableMinutes',
      "auth0|ann,Ann,'@SUM,0.25,0,1,15,0",
      'auth0|ann,Ann,ACME-42,7.5,7.5,1,450,450',
      `auth0|ben,"'=HYPERLINK(""x""), Ben",'@SUM,0.25,0,1,15,0`,
      `auth0|ben,"'=HYPERLINK(""x""), Ben",ACME-42,7.5,7.5,1,450,450`,
      '',
    ].join('\r\n'),
  )
})

test('and as NDJSON, with the rows that pages of JSON have', async () => {
  const streamed = await ask(report, { headers: { Accept: 'application/x-ndjson' } })
  const lines = (await streamed.text()).trim().split('\n')
  const rows: unknown[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const response = await ask(`${report}&limit=3${cursor && `&cursor=${cursor}`}`)
    expect(response.headers.get('ETag')).not.toBeNull()
    const page: HoursPage = await response.json()
    rows.push(...page.data)
    cursor = page.nextCursor
  }
  expect(lines.map((line) => JSON.parse(line))).toEqual(rows)
  expect(rows).toHaveLength(4)
})

test.each([
  ['/reports/hours?groupBy=person,team', 422, 'invalid_value'],
  ['/reports/hours?groupBy=person,person', 422, 'invalid_value'],
  ['/reports/hours?groupBy=', 422, 'invalid_value'],
  ['/reports/hours?status=approved,closed', 422, 'invalid_value'],
  ['/reports/hours?from=2026-11-31', 422, 'invalid_format'],
  ['/reports/hours?from=2026-11-30&to=2026-11-01', 422, 'out_of_range'],
  ['/reports/hours?limit=0', 422, 'out_of_range'],
  ['/reports/hours?cursor=x', 400, 'malformed_cursor'],
  ['/reports/missing', 422, 'missing_field'],
  ['/reports/missing?week=2026-W54', 422, 'invalid_format'],
  ['/reports/missing?week=2026-W47&due=yes', 422, 'invalid_value'],
  ['/reports/missing?week=2026-W47&cursor=x', 400, 'malformed_cursor'],
])('%s is refused', async (path, status, code) => {
  const response = await ask(path)
  expect([response.status, (await response.json()).code]).toEqual([status, code])
})

test('a cursor is good for the report that gave it alone, and a stream has no pages', async () => {
  const { nextCursor }: HoursPage = await (await ask(`${report}&limit=1`)).json()
  const other = await ask(`/reports/hours?groupBy=project,person&cursor=${nextCursor}`)
  expect((await other.json()).code).toBe('malformed_cursor')
  const paged = await ask(`${report}&limit=1&cursor=${nextCursor}`, { headers: { Accept: 'text/csv' } })
  expect([paged.status, (await paged.json()).code]).toEqual([422, 'unknown_field'])
  const image = await ask(report, { headers: { Accept: 'image/png' } })
  expect(image.status).toBe(406)
})

test('who is missing is listed page by page, and reminded once', async () => {
  const first: MissingPage = await (
    await ask('/reports/missing?week=2026-W47&due=true&limit=1', { token: boss })
  ).json()
  expect(first.data).toMatchObject([
    {
      userId: 'auth0|ann',
      name: 'Ann',
      reason: 'below_expected',
      due: true,
      expectedHours: 40,
      totalHours: 7.75,
    },
  ])
  const next = await ask(`/reports/missing?week=2026-W47&limit=1&cursor=${first.nextCursor}`, { token: boss })
  expect(await next.json()).toMatchObject({ data: [{ userId: 'auth0|ben' }], nextCursor: null })

  const remind = (json: unknown, key?: string) =>
    ask('/reminders', {
      method: 'POST',
      json,
      token: boss,
      ...(key !== undefined && { headers: { 'Idempotency-Key': key } }),
    })
  const request = { week: '2026-W47', userIds: ['auth0|ann'], again: true }
  const reminded = await remind(request, 'k')
  expect(reminded.status).toBe(200)
  const outcome = await reminded.json()
  expect(outcome).toMatchObject({ sent: 1, results: [{ userId: 'auth0|ann', status: 'sent' }] })
  expect(await (await remind(request, 'k')).json()).toEqual(outcome)
  expect(sent).toMatchObject([{ name: 'Ann', week: '2026-W47', totalMinutes: 465 }])

  for (const [json, status, code] of [
    [{}, 422, 'missing_field'],
    [{ week: '2026-W47', userIds: [] }, 422, 'out_of_range'],
    [{ week: '2026-W47', force: true }, 422, 'unknown_field'],
    [{ week: '2026-W47', cursor: 'x' }, 400, 'malformed_cursor'],
  ] as const) {
    const refused = await remind(json)
    expect([refused.status, (await refused.json()).code]).toEqual([status, code])
  }
})
