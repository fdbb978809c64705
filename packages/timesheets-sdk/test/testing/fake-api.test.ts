import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTimesheetsClient } from '../../src/client/index.ts'
import { createFakeTimesheetsApi, machineCaller, personCaller } from '../../src/testing/index.ts'

const baseUrl = 'https://timesheets.test'
const callers = {
  ada: personCaller('auth0|ada'),
  ben: personCaller('auth0|ben'),
  boss: personCaller('auth0|boss', { scopes: ['read:timesheets', 'approve:timesheets'] }),
  reader: personCaller('auth0|ada', { scopes: ['read:timesheets'] }),
  payroll: machineCaller('payroll'),
  sensor: machineCaller('sensor', { scopes: ['read:timesheets'] }),
}
const now = () => Date.parse('2026-11-24T12:00:00Z')
const api = createFakeTimesheetsApi({
  baseUrl,
  now,
  callerOf: (token) => (callers as Record<string, (typeof callers)['ada']>)[token],
})
const server = setupServer(...api.handlers)
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())
beforeEach(() => api.reset())
afterEach(() => server.resetHandlers())

function as(token: string) {
  return createTimesheetsClient({
    baseUrl,
    tokenProvider: { canRenew: false, getAccessToken: async () => token },
    now,
    sleep: async () => {},
  })
}

const entry = { date: '2026-11-23', project: 'ACME-42', hours: 7.5 }

describe('entries of everyone', () => {
  test('are those of whom the caller may see, by person, page by page or whole', async () => {
    api.addPerson('auth0|ada', { managerId: 'auth0|boss' })
    api.addPerson('auth0|ben', { managerId: 'auth0|other' })
    await as('ben').entries.create(entry)
    for (const date of ['2026-11-24', '2026-11-23']) await as('ada').entries.create({ ...entry, date })
    await as('payroll').entries.create({ ...entry, userId: 'auth0|cem' })
    const seen: string[] = []
    for await (const { userId, date } of as('boss').entries.list({ everyone: true }, { pageSize: 1 })) {
      seen.push(`${userId} ${date}`)
    }
    expect(seen).toEqual(['auth0|ada 2026-11-23', 'auth0|ada 2026-11-24', 'auth0|cem 2026-11-23'])
    const bytes: Uint8Array[] = []
    for await (const chunk of as('boss').entries.export({ everyone: true }, { format: 'csv' }))
      bytes.push(chunk)
    expect(Buffer.concat(bytes).toString().trimEnd().split('\r\n')).toHaveLength(4)
    const own: string[] = []
    for await (const { userId } of as('ben').entries.list({ everyone: true })) own.push(userId)
    expect(own).toEqual(['auth0|ben'])
    await expect(as('sensor').entries.page({ everyone: true })).rejects.toMatchObject({
      code: 'user_id_required',
    })
  })
})

describe('who may', () => {
  test('a token that is nobody’s is refused with a challenge', async () => {
    const response = await fetch(`${baseUrl}/me`, { headers: { Authorization: 'Bearer stranger' } })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="timesheets", error="invalid_token"')
    await expect(response.json()).resolves.toMatchObject({
      title: 'Missing or invalid token',
      code: 'invalid_token',
      instance: '/me',
      requestId: response.headers.get('x-request-id'),
    })
  })

  test('a request without a token is told of no error', async () => {
    const response = await fetch(`${baseUrl}/me`)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="timesheets"')
  })

  test('a token without the scope is refused, and the scope named', async () => {
    const response = await fetch(`${baseUrl}/timesheets`, {
      method: 'POST',
      headers: { Authorization: 'Bearer reader' },
    })
    expect(response.status).toBe(403)
    expect(response.headers.get('www-authenticate')).toContain('scope="create:timesheets"')
  })

  test('another person’s entries do not exist, but for an approver and a machine', async () => {
    const { id } = await as('ada').entries.create(entry)
    await expect(as('ben').entries.get(id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(as('ben').entries.page({ userId: 'auth0|ada' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(as('boss').entries.get(id)).resolves.toMatchObject({ id })
    await expect(as('payroll').entries.page({ userId: 'auth0|ada' })).resolves.toMatchObject({
      data: [{ id }],
    })
  })

  test('a machine names whose entries it means', async () => {
    await expect(as('payroll').entries.page()).rejects.toMatchObject({
      status: 422,
      code: 'user_id_required',
    })
    await expect(as('payroll').entries.create(entry)).rejects.toMatchObject({ code: 'user_id_required' })
  })
})

describe('entries', () => {
  test('an entry is created, read, changed and deleted', async () => {
    const { entries } = as('ada')
    const created = await entries.create(entry)
    expect(created).toMatchObject({ ...entry, created: true, userId: 'auth0|ada', source: 'spa', version: 1 })
    await expect(entries.get(created.id)).resolves.toMatchObject(entry)
    const updated = await entries.update(created.id, { note: 'review' }, { basedOn: created })
    expect(updated).toMatchObject({ ...entry, note: 'review', version: 2 })
    await entries.delete(created.id, { basedOn: updated })
    await expect(entries.get(created.id)).rejects.toMatchObject({ code: 'not_found' })
    expect(api.entries).toEqual([])
  })

  test('a stale entity tag is refused', async () => {
    const { entries } = as('ada')
    const created = await entries.create(entry)
    await entries.update(created.id, { hours: 8 })
    await expect(entries.update(created.id, { hours: 9 }, { basedOn: created })).rejects.toMatchObject({
      status: 412,
      code: 'precondition_failed',
    })
    await expect(entries.delete(created.id, { basedOn: created })).rejects.toMatchObject({ status: 412 })
  })

  test('the same externalId and content returns the entry, different content its id', async () => {
    const { entries } = as('ada')
    const { id } = await entries.create({ ...entry, externalId: 'crm-1' })
    await expect(entries.create({ ...entry, externalId: 'crm-1' })).resolves.toMatchObject({
      id,
      created: false,
    })
    await expect(entries.create({ ...entry, hours: 8, externalId: 'crm-1' })).rejects.toMatchObject({
      code: 'external_id_taken',
      problem: { id },
    })
  })

  test('a locked week is not written to', async () => {
    const { entries } = as('ada')
    const created = await entries.create(entry)
    api.setWeekStatus('auth0|ada', '2026-W48', 'submitted')
    await expect(entries.get(created.id)).resolves.toMatchObject({ status: 'submitted' })
    await expect(entries.update(created.id, { hours: 1 })).rejects.toMatchObject({ code: 'week_locked' })
    await expect(entries.delete(created.id)).rejects.toMatchObject({ code: 'week_locked' })
    api.setWeekStatus('auth0|ada', '2026-11-23', 'rejected')
    await expect(entries.update(created.id, { hours: 1 })).resolves.toMatchObject({ hours: 1 })
  })

  test('warnings go along with what is written', async () => {
    api.setPolicy({ weeklyWarningHours: 4 })
    await expect(as('ada').entries.create(entry)).resolves.toMatchObject({
      warnings: [{ code: 'week_over_warning' }],
    })
  })
})

describe('lists', () => {
  beforeEach(async () => {
    await as('payroll').entries.push(
      Array.from({ length: 7 }, (_, day) => ({
        userId: day === 6 ? 'auth0|ben' : 'auth0|ada',
        date: `2026-11-${16 + day}`,
        project: day % 2 ? 'ODD' : 'EVEN',
        hours: 1,
        note: '=1+1, "x"',
        externalId: `crm-${day}`,
      })),
    )
  })

  test('pages follow each other without gap or repetition', async () => {
    const dates: string[] = []
    for await (const { date } of as('ada').entries.list({}, { pageSize: 2 })) dates.push(date)
    expect(dates).toEqual(Array.from({ length: 6 }, (_, day) => `2026-11-${16 + day}`))
  })

  test('filters leave what they say', async () => {
    const { entries } = as('ada')
    const page = await entries.page({ from: '2026-11-17', to: '2026-11-20', project: 'ODD', status: 'open' })
    expect(page.data.map(({ date }) => date)).toEqual(['2026-11-17', '2026-11-19'])
    expect(page.nextCursor).toBeNull()
  })

  test('what can not be a query is refused', async () => {
    const { entries } = as('ada')
    await expect(entries.page({ cursor: 'x' })).rejects.toMatchObject({ code: 'malformed_cursor' })
    await expect(entries.page({ from: '2026-11-20', to: '2026-11-19' })).rejects.toMatchObject({
      code: 'out_of_range',
    })
    await expect(entries.page({ limit: 1_001 })).rejects.toMatchObject({ status: 422 })
    const headers = { Authorization: 'Bearer ada' }
    const responses = await Promise.all([
      fetch(`${baseUrl}/timesheets?form=2026-11-20`, { headers }),
      fetch(`${baseUrl}/timesheets?from=2026-11-20&from=2026-11-21`, { headers }),
      fetch(`${baseUrl}/timesheets`, { headers: { ...headers, Accept: 'text/html' } }),
    ])
    expect(responses.map(({ status }) => status)).toEqual([422, 422, 406])
  })

  test('a whole list is exported as CSV and as NDJSON', async () => {
    const text = async (format: 'csv' | 'ndjson') => {
      const chunks: Uint8Array[] = []
      for await (const chunk of as('ada').entries.export({ to: '2026-11-16' }, { format })) chunks.push(chunk)
      return Buffer.concat(chunks).toString()
    }
    const [csv, ndjson] = await Promise.all([text('csv'), text('ndjson')])
    expect(csv).toMatch(
      /^userId,date,.*\r\nauth0\|ada,2026-11-16,EVEN,1,"'=1\+1, ""x""",true,crm-0,open,[\da-f-]{36},60,1\r\n$/,
    )
    expect(JSON.parse(ndjson)).toMatchObject({ date: '2026-11-16', note: '=1+1, "x"' })
  })
})

describe('batches', () => {
  test('each entry is judged by itself, and a push that is run again changes nothing', async () => {
    const rows = [
      { ...entry, userId: 'auth0|ada', externalId: 'a' },
      { ...entry, userId: 'auth0|ada', externalId: 'b', hours: 20 },
      { ...entry, userId: 'auth0|ben', externalId: 'c', hours: 20 },
    ]
    const { entries } = as('payroll')
    await expect(entries.push(rows)).resolves.toMatchObject({ created: 2, rejected: 1 })
    await expect(entries.push(rows)).resolves.toMatchObject({ unchanged: 2, rejected: 1 })
    expect(api.entries).toHaveLength(2)
  })

  test('a dry run judges and stores nothing', async () => {
    const rows = [{ ...entry, userId: 'auth0|ada' }]
    await expect(as('payroll').entries.push(rows, { dryRun: true })).resolves.toMatchObject({ created: 1 })
    expect(api.entries).toEqual([])
  })

  const send = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${baseUrl}/timesheets/batch`, {
      method: 'POST',
      body,
      headers: { Authorization: 'Bearer payroll', 'Content-Type': 'application/json', ...headers },
    })

  test('NDJSON is taken as well, and a line that is none is rejected alone', async () => {
    const body = `${JSON.stringify({ ...entry, userId: 'auth0|ada' })}\n\nno JSON\n`
    const response = await send(body, { 'Content-Type': 'application/x-ndjson' })
    await expect(response.json()).resolves.toMatchObject({
      created: 1,
      rejected: 1,
      results: [
        { index: 0, status: 'created' },
        { index: 1, problem: { code: 'malformed_json' } },
      ],
    })
  })

  test('an idempotency key returns the same response again, and rejects a different body', async () => {
    const body = JSON.stringify({ entries: [{ ...entry, userId: 'auth0|ada' }] })
    const first = await send(body, { 'Idempotency-Key': 'k' })
    const again = await send(body, { 'Idempotency-Key': 'k' })
    await expect(again.json()).resolves.toEqual(await first.json())
    expect(api.entries).toHaveLength(1)
    const other = await send(JSON.stringify({ entries: [] }), { 'Idempotency-Key': 'k' })
    await expect(other.json()).resolves.toMatchObject({ status: 422, code: 'idempotency_key_reused' })
  })

  test.each([
    ['', {}, 400, 'malformed_json'],
    ['{', {}, 400, 'malformed_json'],
    ['{"entries":[],"entries":[]}', {}, 400, 'malformed_json'],
    ['{}', { 'Content-Type': 'text/plain' }, 415, 'unsupported_media_type'],
    ['{}', {}, 422, 'missing_field'],
    [JSON.stringify({ entries: Array(1_001).fill({}) }), {}, 422, 'too_many_entries'],
  ])('a body that is not a batch is rejected (%#)', async (body, headers, status, code) => {
    await expect((await send(body, headers as Record<string, string>)).json()).resolves.toMatchObject({
      status,
      code,
    })
  })

  test('a body that is too large is refused', async () => {
    const response = await fetch(`${baseUrl}/timesheets`, {
      method: 'POST',
      body: JSON.stringify({ ...entry, note: 'x'.repeat(65_536) }),
      headers: { Authorization: 'Bearer ada', 'Content-Type': 'application/json' },
    })
    expect(response.status).toBe(413)
  })
})

test('the policy is served and changed', async () => {
  const machine = as('payroll')
  await expect(machine.policy.get()).resolves.toEqual(api.policy)
  await expect(machine.policy.update({ maxHoursPerDay: 10 })).resolves.toMatchObject({ maxHoursPerDay: 10 })
  expect(api.policy.maxHoursPerDay).toBe(10)
  await expect(as('ada').policy.update({})).rejects.toMatchObject({ code: 'insufficient_scope' })
})

test('me says who calls', async () => {
  await expect(as('payroll').me()).resolves.toMatchObject({
    userId: null,
    isMachine: true,
    client: 'payroll',
  })
})

test('a path says what it does not do', async () => {
  const response = await fetch(`${baseUrl}/me`, { method: 'PUT' })
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
})
