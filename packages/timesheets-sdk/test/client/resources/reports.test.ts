import { expect, test } from 'vitest'
import { collect } from '../../support/collect.ts'
import { startStubApi } from '../stub-api.ts'

const row = { hours: 1, billableHours: 1, entries: 1 }
const missing = { userId: 'a', name: 'A', week: '2026-W47', reason: 'not_started', due: true }

test('hours are asked for by what is said, and read page by page', async () => {
  await using api = await startStubApi((_, __, count) => ({
    body: { data: [{ ...row, project: `P${count}` }], nextCursor: count === 1 ? 'next' : null },
  }))
  const list = api
    .client()
    .reports.hours({ from: '2026-11-01', groupBy: ['person', 'project'], status: ['approved', 'submitted'] })
  expect(await collect(list)).toMatchObject([{ project: 'P1' }, { project: 'P2' }])
  const [first, second] = api.seen.map(({ url }) => new URL(url, 'http://x').searchParams)
  expect(Object.fromEntries(first ?? [])).toEqual({
    from: '2026-11-01',
    groupBy: 'person,project',
    status: 'approved,submitted',
    limit: '500',
  })
  expect(second?.get('cursor')).toBe('next')
})

test('without a word, the API’s own defaults hold', async () => {
  await using api = await startStubApi(() => ({ body: { data: [], nextCursor: null } }))
  await collect(api.client().reports.hours())
  await collect(api.client().reports.hours({ status: 'any' }, { pageSize: 2 }))
  expect(api.seen.map(({ url }) => url)).toEqual([
    '/reports/hours?limit=500',
    '/reports/hours?status=any&limit=2',
  ])
})

test('the whole report is read as bytes', async () => {
  await using api = await startStubApi(() => ({
    headers: { 'content-type': 'text/csv' },
    body: 'project\r\n',
  }))
  const chunks = api.client().reports.exportHours({ groupBy: ['project'] }, { format: 'csv' })
  expect(Buffer.concat(await collect(chunks)).toString()).toBe('project\r\n')
  expect(api.seen).toMatchObject([{ url: '/reports/hours?groupBy=project', headers: { accept: 'text/csv' } }])
})

test('who is missing is asked for by week', async () => {
  await using api = await startStubApi(() => ({ body: { data: [missing], nextCursor: null } }))
  const list = api.client().reports.missing({ week: '2026-W47', due: true, reason: 'not_started' })
  expect(await collect(list)).toEqual([missing])
  expect(api.seen[0]?.url).toBe('/reports/missing?week=2026-W47&due=true&reason=not_started&limit=500')
})

test('reminders are asked for until everybody has been reminded, each request with a key of its own', async () => {
  await using api = await startStubApi((_, __, count) => ({
    body: {
      sent: 1,
      skipped: 0,
      failed: count - 1,
      results: [{ userId: `u${count}`, status: 'sent' }],
      nextCursor: count < 3 ? `c${count}` : null,
    },
  }))
  const heard: string[] = []
  const outcome = await api
    .client()
    .reminders.send(
      { week: '2026-W47', again: true },
      { onResults: (results) => heard.push(...results.map(({ userId }) => userId)) },
    )
  expect(outcome).toMatchObject({ sent: 3, skipped: 0, failed: 3 })
  expect(outcome.results.map(({ userId }) => userId)).toEqual(['u1', 'u2', 'u3'])
  expect(heard).toEqual(['u1', 'u2', 'u3'])
  expect(api.seen.map(({ body }) => JSON.parse(body))).toEqual([
    { week: '2026-W47', again: true },
    { week: '2026-W47', again: true, cursor: 'c1' },
    { week: '2026-W47', again: true, cursor: 'c2' },
  ])
  const keys = api.seen.map(({ headers }) => headers['idempotency-key'])
  expect(new Set(keys).size).toBe(3)
})

test('more people than one request takes are named in several', async () => {
  await using api = await startStubApi(({ body }) => ({
    body: { sent: JSON.parse(body).userIds.length, skipped: 0, failed: 0, results: [], nextCursor: null },
  }))
  const userIds = Array.from({ length: 250 }, (_, index) => `u${index}`)
  expect(await api.client().reminders.send({ week: '2026-W47', userIds })).toMatchObject({ sent: 250 })
  expect(api.seen.flatMap(({ body }) => JSON.parse(body).userIds)).toEqual(userIds)
  expect(api.seen).toHaveLength(3)
})
