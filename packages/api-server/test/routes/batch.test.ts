import { batchResultSchema } from 'timesheets-sdk/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'

let api: TestApi
let payroll: string

beforeAll(async () => {
  api = await startApi()
  payroll = await api.issuer.machine()
})
afterAll(() => api.close())

const entry = { userId: 'auth0|ann', date: '2026-11-23', project: 'ACME-42', hours: 1 }

async function push(body: string, type = 'application/json', query = '') {
  const response = await api.fetch(`/timesheets/batch${query}`, {
    method: 'POST',
    token: payroll,
    body,
    headers: { 'Content-Type': type },
  })
  return { status: response.status, body: await response.json() }
}
const pushEntries = (entries: unknown, query?: string) =>
  push(JSON.stringify({ entries }), 'application/json', query)
const pushLines = (...lines: string[]) => push(lines.join('\n'), 'application/x-ndjson')

function outcomes(body: {
  results: { index: number; status: string; problem?: { code: string } }[]
}): string[] {
  expect(batchResultSchema.parse(body)).toEqual(body)
  return body.results.map(({ index, status, problem }) => `${index} ${status} ${problem?.code ?? ''}`.trim())
}

test('each entry is judged by itself, and the good ones are stored', async () => {
  const { status, body } = await pushEntries([
    entry,
    { ...entry, hours: 25 },
    { ...entry, hours: 'one' },
    { ...entry, colour: 'red' },
    null,
    [],
    'text',
    { ...entry, __proto__: null },
    { ...entry, userId: undefined },
    { ...entry, hours: 2 },
  ])
  expect(status).toBe(200)
  expect(outcomes(body)).toEqual([
    '0 created',
    '1 rejected hours_over_day',
    '2 rejected wrong_type',
    '3 rejected unknown_field',
    '4 rejected wrong_type',
    '5 rejected wrong_type',
    '6 rejected wrong_type',
    '7 created',
    '8 rejected user_id_required',
    '9 created',
  ])
  expect(body).toMatchObject({ created: 3, rejected: 7, updated: 0, unchanged: 0 })
  expect(body.results[2].problem).toEqual({
    type: 'about:blank',
    title: 'Invalid content',
    status: 422,
    code: 'wrong_type',
    detail: 'hours must be a finite number',
    errors: [{ pointer: '/hours', code: 'wrong_type', message: 'hours must be a finite number' }],
  })
})

test('the same push again changes nothing', async () => {
  const entries = [
    { ...entry, externalId: 'again-1' },
    { ...entry, externalId: 'again-2' },
  ]
  expect((await pushEntries(entries)).body.created).toBe(2)
  expect((await pushEntries(entries)).body).toMatchObject({ created: 0, unchanged: 2 })
})

test('a dry run says what would become of each, and stores nothing', async () => {
  const entries = [{ ...entry, externalId: 'dry-1' }]
  expect((await pushEntries(entries, '?dryRun=true')).body.created).toBe(1)
  expect((await pushEntries(entries, '?dryRun=true')).body.created).toBe(1)
  expect((await pushEntries(entries, '?dryRun=false')).body.created).toBe(1)
  expect((await pushEntries(entries, '?dryRun=yes')).status).toBe(422)
})

test('nothing to push is pushed at once', async () => {
  expect(await pushEntries([])).toEqual({
    status: 200,
    body: { created: 0, updated: 0, unchanged: 0, rejected: 0, results: [] },
  })
})

describe('an invalid batch is rejected as a whole', () => {
  test.each([
    ['[]', 422, 'wrong_type', ''],
    ['{}', 422, 'missing_field', '/entries'],
    ['{"entries":{}}', 422, 'wrong_type', '/entries'],
    ['{"entries":[],"dryRun":true}', 422, 'unknown_field', '/dryRun'],
    ['{"entries":[', 400, 'malformed_json', undefined],
  ])('%s', async (text, status, code, pointer) => {
    const response = await push(text)
    expect(response.status).toBe(status)
    expect(response.body.code).toBe(code)
    expect(response.body.errors?.[0].pointer).toBe(pointer)
  })

  test('so is one of more than a thousand', async () => {
    const many = Array(1_001).fill(entry)
    const asJson = await pushEntries(many)
    expect(asJson.status).toBe(422)
    expect(asJson.body).toMatchObject({
      code: 'too_many_entries',
      errors: [
        {
          pointer: '/entries',
          message: '1001 entries are more than 1000, the maximum of a batch: send several batches',
        },
      ],
    })
    const asLines = await pushLines(...many.map((item) => JSON.stringify(item)))
    expect(asLines.body).toMatchObject({ code: 'too_many_entries', errors: [{ pointer: '' }] })
  })
})

describe('NDJSON', () => {
  const line = JSON.stringify(entry)

  test('each line is an entry, and only invalid lines are rejected', async () => {
    const { status, body } = await pushLines(
      line,
      '{"secret": hunter2}',
      '',
      `${line}\r`,
      '   ',
      '[]',
      line,
      '',
    )
    expect(status).toBe(200)
    expect(outcomes(body)).toEqual([
      '0 created',
      '1 rejected malformed_json',
      '2 created',
      '3 rejected wrong_type',
      '4 created',
    ])
    expect(JSON.stringify(body)).not.toContain('hunter2')
  })

  test('a thousand lines are a batch, the blank ones not counted', async () => {
    const lines = Array(1_000).fill(JSON.stringify({ ...entry, hours: 25 }))
    const { body } = await pushLines('', ...lines, '', '')
    expect(body.rejected).toBe(1_000)
  })

  test('an empty body is refused, and so are bytes that are no UTF-8', async () => {
    expect((await push('', 'application/x-ndjson')).status).toBe(400)
    const response = await api.fetch('/timesheets/batch', {
      method: 'POST',
      token: payroll,
      body: Buffer.from([0xff, 0x0a]),
      headers: { 'Content-Type': 'application/x-ndjson' },
    })
    expect(response.status).toBe(400)
  })
})
