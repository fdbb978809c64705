import { expect, test } from 'vitest'
import { anEntry } from '../entries.ts'
import { startStubApi } from '../stub-api.ts'

const created = { status: 201, body: anEntry() }

test('an id is put into the path, whatever is in it', async () => {
  await using api = await startStubApi(() => ({ body: anEntry() }))
  await api.client().entries.get('../me?x=1')
  expect(api.seen[0]?.url).toBe('/timesheets/..%2Fme%3Fx%3D1')
})

test('an entry is created, and said to be new or to have been there', async () => {
  await using api = await startStubApi((_, __, count) => (count === 1 ? created : { body: anEntry() }))
  const entry = { date: '2026-11-23', project: 'ACME-42', hours: 7.5, externalId: 'crm-1' }
  const { entries } = api.client()
  await expect(entries.create(entry)).resolves.toEqual({ ...anEntry(), created: true })
  await expect(entries.create(entry)).resolves.toEqual({ ...anEntry(), created: false })
  expect(api.seen[0]).toMatchObject({
    method: 'POST',
    url: '/timesheets',
    headers: { 'content-type': 'application/json' },
  })
  expect(JSON.parse(api.seen[0]?.body ?? '')).toEqual(entry)
})

test('warnings of a write are given on', async () => {
  const warnings = [{ code: 'week_over_warning', message: 'week has 61 hours', path: '/hours' }]
  await using api = await startStubApi(() => ({ body: { ...anEntry(), warnings } }))
  await expect(api.client().entries.update('id', { hours: 8 })).resolves.toMatchObject({ warnings })
})

test('a change is bound to what was read, or to a tag, or to nothing', async () => {
  await using api = await startStubApi(({ method }) =>
    method === 'DELETE' ? { status: 204, body: '' } : { body: anEntry() },
  )
  const { entries } = api.client()
  await entries.update('id', { hours: 8 }, { basedOn: anEntry({ version: 4, status: 'rejected' }) })
  await entries.update('id', { hours: 8 }, { ifMatch: '*' })
  await entries.update('id', { hours: 8 })
  await entries.delete('id', { basedOn: anEntry() })
  await entries.delete('id')
  expect(api.seen.map(({ method, headers }) => [method, headers['if-match']])).toEqual([
    ['PATCH', '"4-rejected"'],
    ['PATCH', '*'],
    ['PATCH', undefined],
    ['DELETE', '"1-open"'],
    ['DELETE', undefined],
  ])
})
