import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'

let api: TestApi
let ann: string
let payroll: string

beforeAll(async () => {
  api = await startApi()
  ann = await api.issuer.person('auth0|ann')
  payroll = await api.issuer.machine()
  for (const hours of [1, 2, 3]) {
    await api.fetch('/timesheets', {
      method: 'POST',
      token: ann,
      json: { date: '2026-11-23', project: 'ACME-42', hours },
    })
  }
})
afterAll(() => api.close())

async function events(query: string, token = ann) {
  const response = await api.fetch(`/events${query}`, { token })
  return { status: response.status, body: await response.json() }
}

test('an event says when, who, by what, what, before and after', async () => {
  const { status, body } = await events('?limit=1')
  expect(status).toBe(200)
  expect(body.data).toEqual([
    {
      sequence: 1,
      generation: expect.stringMatching(/^[\da-f]{12}$/),
      time: '2026-11-25T12:00:00.000Z',
      actor: 'auth0|ann',
      client: 'spa',
      action: 'entry.created',
      subject: { type: 'entry', id: expect.any(String), userId: 'auth0|ann' },
      week: '2026-W48',
      before: null,
      after: expect.objectContaining({ date: '2026-11-23', project: 'ACME-42', hours: 1, status: 'open' }),
      reason: null,
    },
  ])
})

test('after and cursor both lead on; the farther one counts', async () => {
  const sequences = async (query: string) =>
    (await events(query)).body.data.map(({ sequence }: { sequence: number }) => sequence)
  expect(await sequences('')).toEqual([1, 2, 3])
  expect(await sequences('?after=2')).toEqual([3])
  const { body } = await events('?limit=1')
  expect(body).toMatchObject({ nextCursor: expect.any(String), through: 1 })
  expect(await sequences(`?cursor=${body.nextCursor}`)).toEqual([2, 3])
  expect(await sequences(`?cursor=${body.nextCursor}&after=2`)).toEqual([3])
  const { generation } = body.data[0]
  const end = { data: [], nextCursor: null, through: 3, archivedThrough: 0, generation }
  expect((await events(`?after=3&generation=${generation}`)).body).toEqual(end)
})

test('a number beyond the end, and a generation of another log, are events that are gone', async () => {
  const { generation } = (await events('')).body
  const gone = { code: 'events_gone', generation }
  expect(await events('?after=4')).toMatchObject({ status: 410, body: { ...gone, after: 3 } })
  expect(await events('?after=2&generation=other')).toMatchObject({
    status: 410,
    body: { ...gone, after: 0 },
  })
  expect((await events('?after=0&generation=other')).status).toBe(200)
})

test('what a person did is found under me, for a machine by name alone', async () => {
  expect((await events('?userId=me&week=2026-W48')).body.data).toHaveLength(3)
  expect((await events('?userId=auth0|ann&week=2026-W48', payroll)).body.data).toHaveLength(3)
  expect(await events('?userId=me', payroll)).toMatchObject({
    status: 422,
    body: { code: 'user_id_required' },
  })
  expect(await events('?userId=auth0|bob')).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test.each([
  ['?after=-1', 422],
  ['?after=1.5', 422],
  ['?after=x', 422],
  ['?limit=0', 422],
  ['?week=2026-W54', 422],
  ['?entryId=7', 422],
  ['?since=1', 422],
  ['?generation=%20', 422],
  ['?cursor=x', 400],
])('%s is refused', async (query, status) => {
  expect((await events(query)).status).toBe(status)
})
