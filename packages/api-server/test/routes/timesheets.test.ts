import { entryPageSchema, writtenEntrySchema } from 'timesheets-sdk/contract'
import { entrySchema } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'

let api: TestApi
let ann: string
let payroll: string

beforeAll(async () => {
  api = await startApi()
  ann = await api.issuer.person('auth0|ann')
  payroll = await api.issuer.machine()
})
afterAll(() => api.close())

const entry = { date: '2026-11-23', project: 'ACME-42', hours: 7.5 }

function create(json: unknown, token = ann, headers: Record<string, string> = {}): Promise<Response> {
  return api.fetch('/timesheets', { method: 'POST', token, json, headers })
}

test('an entry is created, read, changed and deleted', async () => {
  const created = await create(entry)
  expect(created.status).toBe(201)
  expect(created.headers.get('Cache-Control')).toBe('no-store')
  const body = await created.json()
  expect(writtenEntrySchema.parse(body)).toEqual(body)
  expect(body).toMatchObject({ ...entry, userId: 'auth0|ann', source: 'spa', status: 'open', version: 1 })
  const path = `/timesheets/${body.id}`
  expect(created.headers.get('Location')).toBe(path)
  expect(created.headers.get('ETag')).toBe('"1-open"')

  const read = await api.fetch(path, { token: ann })
  expect(read.status).toBe(200)
  expect(read.headers.get('ETag')).toBe('"1-open"')
  expect(await read.json()).toEqual(body)

  const changed = await api.fetch(path, { method: 'PATCH', token: ann, json: { hours: 8 } })
  expect(changed.status).toBe(200)
  expect(changed.headers.get('ETag')).toBe('"2-open"')
  expect(await changed.json()).toMatchObject({ hours: 8, version: 2 })

  const deleted = await api.fetch(path, { method: 'DELETE', token: ann })
  expect(deleted.status).toBe(204)
  expect(await deleted.text()).toBe('')
  expect((await api.fetch(path, { token: ann })).status).toBe(404)
})

test('an entry that breaks a rule gets the rule', async () => {
  const response = await create({ ...entry, hours: 25 })
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({
    title: 'Rule violation',
    code: 'hours_over_day',
    errors: [{ pointer: '/hours', code: 'hours_over_day' }],
  })
})

test('repeating externalId and content returns the stored entry', async () => {
  const named = { ...entry, externalId: 'crm-1', hours: 1 }
  const first = await create(named)
  const { id } = await first.json()
  const again = await create(named)
  expect(again.status).toBe(200)
  expect(again.headers.get('Location')).toBe(`/timesheets/${id}`)
  const other = await create({ ...named, hours: 2 })
  expect(other.status).toBe(409)
  expect(other.headers.get('Location')).toBeNull()
  expect(await other.json()).toMatchObject({ code: 'external_id_taken', id })
})

describe('Idempotency-Key', () => {
  test('a repeated request gets the same response and has no second effect', async () => {
    const headers = { 'Idempotency-Key': 'key-1' }
    const body = { ...entry, project: 'KEYED', hours: 1 }
    const first = await create(body, ann, headers)
    const again = await create(body, ann, headers)
    expect(again.status).toBe(201)
    expect(await again.json()).toEqual(await first.json())
    const listed = await api.fetch('/timesheets?project=KEYED', { token: ann })
    expect((await listed.json()).data).toHaveLength(1)
  })

  test('another body under the same key is refused', async () => {
    const headers = { 'Idempotency-Key': 'key-2' }
    await create({ ...entry, hours: 1 }, ann, headers)
    const other = await create({ ...entry, hours: 1.25 }, ann, headers)
    expect(other.status).toBe(422)
    expect(await other.json()).toMatchObject({ code: 'idempotency_key_reused' })
  })

  test('another query is another request', async () => {
    const push = (query: string) =>
      api.fetch(`/timesheets/batch${query}`, {
        method: 'POST',
        token: ann,
        json: { entries: [] },
        headers: { 'Idempotency-Key': 'key-3' },
      })
    expect((await push('')).status).toBe(200)
    expect((await push('?dryRun=false')).status).toBe(422)
  })

  test.each(['a b', 'x'.repeat(256), 'käse', ''])('%j is not a valid key', async (key) => {
    const response = await create(entry, ann, { 'Idempotency-Key': key })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'malformed_request' })
  })
})

test('a change that others came before is refused, and says nothing of an entity', async () => {
  const { id } = await (await create({ ...entry, hours: 0.25 })).json()
  for (const request of [{ method: 'PATCH', json: { hours: 0.5 } }, { method: 'DELETE' }]) {
    const stale = await api.fetch(`/timesheets/${id}`, {
      ...request,
      token: ann,
      headers: { 'If-Match': '"9-open"' },
    })
    expect(stale.status).toBe(412)
    expect(await stale.json()).toMatchObject({ code: 'precondition_failed' })
  }
  const fresh = await api.fetch(`/timesheets/${id}`, {
    method: 'DELETE',
    token: ann,
    headers: { 'If-Match': '"7-open", "1-open"' },
  })
  expect(fresh.status).toBe(204)
})

describe('revalidation', () => {
  test('an entry that the client has already is not sent again', async () => {
    const { id } = await (await create({ ...entry, date: '2026-11-22', hours: 1 })).json()
    const path = `/timesheets/${id}`
    const first = await api.fetch(path, { token: ann })
    expect(first.headers.get('Cache-Control')).toBe('private, no-cache')
    expect(first.headers.get('Vary')).toBe('Authorization')
    for (const tag of ['"1-open"', 'W/"1-open"', '"x", "1-open"', '*']) {
      const again = await api.fetch(path, { token: ann, headers: { 'If-None-Match': tag } })
      expect(again.status, tag).toBe(304)
      expect(again.headers.get('ETag')).toBe('"1-open"')
      expect(await again.text()).toBe('')
    }
    const other = await api.fetch(path, { token: ann, headers: { 'If-None-Match': '"2-open"' } })
    expect(other.status).toBe(200)
  })

  test('who may not see an entry does not learn that it is unchanged', async () => {
    const { id } = await (await create({ ...entry, date: '2026-11-22', hours: 1 })).json()
    const bob = await api.issuer.person('auth0|bob')
    const response = await api.fetch(`/timesheets/${id}`, {
      token: bob,
      headers: { 'If-None-Match': '"1-open"' },
    })
    expect(response.status).toBe(404)
  })

  test('a page is sent again as soon as anything in it has changed', async () => {
    const eve = await api.issuer.person('auth0|eve')
    const { id } = await (await create(entry, eve)).json()
    const etag = (await api.fetch('/timesheets', { token: eve })).headers.get('ETag') ?? ''
    expect(etag).toMatch(/^W\/"[\w-]+"$/)
    const ask = () => api.fetch('/timesheets', { token: eve, headers: { 'If-None-Match': etag } })
    expect((await ask()).status).toBe(304)
    await api.fetch(`/timesheets/${id}`, { method: 'PATCH', token: eve, json: { note: 'x' } })
    expect((await ask()).status).toBe(200)
    await api.fetch(`/timesheets/${id}`, { method: 'PATCH', token: eve, json: { note: null } })
    // The same content, but another version.
    expect((await ask()).status).toBe(200)
  })
})

describe('lists', () => {
  const dates = ['2026-10-01', '2026-10-02', '2026-10-02', '2026-10-03', '2026-10-04']
  let dora: string

  beforeAll(async () => {
    dora = await api.issuer.person('auth0|dora')
    for (const date of dates) expect((await create({ ...entry, date, hours: 1 }, dora)).status).toBe(201)
  })

  test('pages follow one another by their cursors, with nothing skipped or repeated', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page = await (await api.fetch(`/timesheets?limit=2${query}`, { token: dora })).json()
      expect(entryPageSchema.parse(page)).toEqual(page)
      seen.push(...page.data.map(({ date }: { date: string }) => date))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(dates)
  })

  test('filters narrow a list', async () => {
    const datesOf = async (query: string) =>
      (await (await api.fetch(`/timesheets?${query}`, { token: dora })).json()).data.map(
        ({ date }: { date: string }) => date,
      )
    expect(await datesOf('from=2026-10-02&to=2026-10-03')).toEqual(dates.slice(1, 4))
    expect(await datesOf('project=ACME-42&from=2026-10-04')).toEqual(['2026-10-04'])
    expect(await datesOf('project=ACME')).toEqual([])
    expect(await datesOf('status=approved')).toEqual([])
  })

  test('a machine reads whom it names; a person nobody but themselves', async () => {
    const named = await api.fetch('/timesheets?userId=auth0%7Cdora', { token: payroll })
    expect((await named.json()).data).toHaveLength(dates.length)
    const other = await api.fetch('/timesheets?userId=auth0%7Cdora', { token: ann })
    expect(other.status).toBe(404)
  })

  test('CSV has every entry, with a header', async () => {
    const response = await api.fetch('/timesheets?from=2026-10-02&to=2026-10-02', {
      token: dora,
      headers: { Accept: 'text/csv' },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present')
    expect(response.headers.get('Content-Disposition')).toBe(
      'attachment; filename="timesheets-2026-10-02-2026-10-02.csv"',
    )
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('Vary')).toContain('Accept')
    const [header, ...lines] = (await response.text()).split('\r\n')
    expect(header).toBe('userId,date,project,hours,note,billable,externalId,status,id,minutes,version')
    expect(lines).toEqual([
      expect.stringMatching(/^auth0\|dora,2026-10-02,ACME-42,1,,true,,open,[\w-]{36},60,1$/),
      expect.stringMatching(/^auth0\|dora,2026-10-02,ACME-42,1,,true,,open,[\w-]{36},60,1$/),
      '',
    ])
  })

  test('everyone=true has everybody’s in each form, for a machine that may approve', async () => {
    const office = await api.issuer.machine('payroll', 'read:timesheets approve:timesheets')
    const send = (query: string, accept = 'application/json') =>
      api.fetch(`/timesheets?everyone=true&${query}`, { token: office, headers: { Accept: accept } })
    const first = await (await send('limit=1')).json()
    expect(entryPageSchema.parse(first).data).toMatchObject([{ userId: 'auth0|ann' }])
    const rest = await (await send(`limit=1000&cursor=${first.nextCursor}`)).json()
    const all = [...first.data, ...rest.data]
    expect(new Set(all.map(({ userId }) => userId)).size).toBeGreaterThan(1)
    const lines = (await (await send('', 'application/x-ndjson')).text()).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(all)
    const csv = (await (await send('', 'text/csv')).text()).trimEnd().split('\r\n')
    expect(csv).toHaveLength(all.length + 1)
    // A place in one person's list is none in this one, nor the other way round.
    const own = await (await api.fetch('/timesheets?limit=1', { token: dora })).json()
    expect(await (await send(`cursor=${own.nextCursor}`)).json()).toMatchObject({ code: 'malformed_cursor' })
    const others = await api.fetch(`/timesheets?cursor=${first.nextCursor}`, { token: dora })
    expect(await others.json()).toMatchObject({ code: 'malformed_cursor' })
  })

  test('NDJSON has every entry, as JSON has it', async () => {
    const response = await api.fetch('/timesheets', {
      token: dora,
      headers: { Accept: 'application/x-ndjson' },
    })
    expect(response.headers.get('Content-Type')).toBe('application/x-ndjson; charset=utf-8')
    const lines = (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => entrySchema.parse(JSON.parse(line)))
    const page = await (await api.fetch('/timesheets', { token: dora })).json()
    expect(lines).toEqual(page.data)
  })

  test('nothing found is an empty list in every form', async () => {
    const ask = (accept: string) =>
      api.fetch('/timesheets?from=1999-01-01&to=1999-01-02', { token: dora, headers: { Accept: accept } })
    expect(await (await ask('application/json')).json()).toEqual({ data: [], nextCursor: null })
    expect(await (await ask('text/csv')).text()).toBe(
      'userId,date,project,hours,note,billable,externalId,status,id,minutes,version\r\n',
    )
    expect(await (await ask('application/x-ndjson')).text()).toBe('')
  })

  test.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['text/html, */*;q=0.1', 'application/json'],
    ['application/json; charset=UTF-8', 'application/json'],
    ['text/csv;charset="utf-8";header=present;q=0.9, application/json;q=0.8', 'text/csv'],
    ['text/*', 'text/csv'],
    ['application/json;q=0.5, text/csv', 'text/csv'],
    ['application/x-ndjson, application/json;q=0.9', 'application/x-ndjson'],
  ])('Accept: %s gets %s', async (accept, type) => {
    const response = await api.fetch('/timesheets', {
      token: dora,
      headers: accept === undefined ? {} : { Accept: accept },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toContain(type)
    await response.text()
  })

  test.each(['image/png', 'text/html', 'application/json;q=0', 'application/json;charset=utf-16'])(
    'Accept: %s can not be met',
    async (accept) => {
      const response = await api.fetch('/timesheets', { token: dora, headers: { Accept: accept } })
      expect(response.status).toBe(406)
      expect(await response.json()).toMatchObject({ code: 'not_acceptable' })
    },
  )

  test.each(['limit=10', 'cursor=abc', 'limit=10&cursor=abc'])('a stream takes no %s', async (query) => {
    const response = await api.fetch(`/timesheets?${query}`, { token: dora, headers: { Accept: 'text/csv' } })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ code: 'unknown_field' })
  })

  test('a stream of somebody else’s entries is refused as a page is', async () => {
    const response = await api.fetch('/timesheets?userId=auth0%7Cdora', {
      token: ann,
      headers: { Accept: 'text/csv' },
    })
    expect(response.status).toBe(404)
    expect(response.headers.get('Content-Type')).toContain('application/problem+json')
  })
})
