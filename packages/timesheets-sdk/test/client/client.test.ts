import { expect, test } from 'vitest'
import { defaultPolicy } from '../../src/model/index.ts'
import { startStubApi } from './stub-api.ts'

const me = {
  userId: 'auth0|5f7c8ec7',
  subject: 'auth0|5f7c8ec7',
  client: 'spa',
  isMachine: false,
  email: null,
  scopes: ['read:timesheets'],
  tokenExpiresAt: '2026-11-24T12:00:00.000Z',
}

test('me says what the API makes of the caller', async () => {
  await using api = await startStubApi(() => ({ body: me }))
  await expect(api.client().me()).resolves.toEqual(me)
  expect(api.seen).toMatchObject([
    { method: 'GET', url: '/me', headers: { authorization: 'Bearer token', accept: 'application/json' } },
  ])
})

test('policy gets and updates the rules in force', async () => {
  await using api = await startStubApi(() => ({ body: defaultPolicy }))
  const { policy } = api.client()
  await expect(policy.get()).resolves.toEqual(defaultPolicy)
  await expect(policy.update({ maxDaysAhead: 3 })).resolves.toEqual(defaultPolicy)
  expect(api.seen.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['GET', '/policy', ''],
    ['PATCH', '/policy', '{"maxDaysAhead":3}'],
  ])
})

test('a path of the base URL is kept', async () => {
  await using api = await startStubApi(() => ({ body: me }))
  await api.client({ baseUrl: `${api.baseUrl}/timesheets-api/` }).me()
  expect(api.seen[0]?.url).toBe('/timesheets-api/me')
})

test('an argument that cannot be part of an address is an error before anything is sent', async () => {
  await using api = await startStubApi(() => ({ status: 204 }))
  const { weeks, entries, people } = api.client()
  const error = {
    code: 'invalid_argument',
    kind: 'refused',
    message: expect.stringMatching(/^Nothing was sent/),
  }
  await expect(weeks.get('..', '2026-W48')).rejects.toMatchObject(error)
  await expect(entries.delete('')).rejects.toMatchObject(error)
  await expect(entries.page({ project: '\ud800' })).rejects.toMatchObject(error)
  await expect(people.get(undefined as unknown as string)).rejects.toMatchObject(error)
  expect(api.seen).toEqual([])
})

test('the user agent is the one that was set', async () => {
  await using api = await startStubApi(() => ({ body: me }))
  await api.client({ userAgent: 'timesheets-cli/1' }).me()
  expect(api.seen[0]?.headers['user-agent']).toBe('timesheets-cli/1')
})

test('members that a later API adds are let through', async () => {
  await using api = await startStubApi(() => ({ body: { ...me, employeeNumber: 7 } }))
  await expect(api.client().me()).resolves.toHaveProperty('employeeNumber', 7)
})

test.each(['http', 'fetch'] as const)('the %s adapter serves as well', async (adapter) => {
  await using api = await startStubApi(() => ({ body: me }))
  await expect(api.client({ adapter }).me()).resolves.toEqual(me)
})
