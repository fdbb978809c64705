import { afterAll, beforeAll, expect, test } from 'vitest'
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

test('an entry is created, read, changed and deleted', async () => {
  const created = await api.fetch('/timesheets', { method: 'POST', token: ann, json: entry })
  expect(created.status).toBe(201)
  const body = await created.json()
  expect(body).toMatchObject({ ...entry, userId: 'auth0|ann', source: 'spa', status: 'open', version: 1 })
  expect(created.headers.get('Location')).toBe(`/timesheets/${body.id}`)
  expect(created.headers.get('ETag')).toBe('"1-open"')

  const path = `/timesheets/${body.id}`
  const read = await api.fetch(path, { token: ann })
  expect(read.status).toBe(200)
  expect(await read.json()).toEqual(body)

  const changed = await api.fetch(path, {
    method: 'PATCH',
    token: ann,
    json: { hours: 8 },
    headers: { 'If-Match': '"1-open"' },
  })
  expect(changed.status).toBe(200)
  expect(changed.headers.get('ETag')).toBe('"2-open"')

  const deleted = await api.fetch(path, { method: 'DELETE', token: ann })
  expect(deleted.status).toBe(204)
  expect((await api.fetch(path, { token: ann })).status).toBe(404)
})
