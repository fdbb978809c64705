import {
  absencePageSchema,
  newcomerPageSchema,
  personPageSchema,
  projectPageSchema,
} from 'timesheets-sdk/contract'
import { absenceSchema, personSchema, projectSchema } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'

let api: TestApi
let keeper: string
let ann: string
beforeAll(async () => {
  api = await startApi()
  keeper = await api.issuer.person('auth0|kim', 'read:timesheets manage:timesheets')
  ann = await api.issuer.person('auth0|ann')
})
afterAll(() => api.close())

const content = { name: 'Ann', kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
const annPath = `/people/${encodeURIComponent('auth0|ann')}`
const put = (path: string, json: unknown, token = keeper) => api.fetch(path, { method: 'PUT', token, json })
const get = async (path: string, token = keeper) => (await api.fetch(path, { token })).json()

describe('people', () => {
  test('are put, read, listed and removed', async () => {
    const added = await put(annPath, content)
    expect(added.status).toBe(201)
    expect(added.headers.get('Location')).toBe(annPath)
    const person = await added.json()
    expect(personSchema.parse(person)).toEqual(person)
    expect(person).toMatchObject({ userId: 'auth0|ann', timeZone: 'Etc/UTC' })
    expect((await put(annPath, content)).status).toBe(200)
    expect(await get(annPath)).toEqual(person)
    expect(await get('/people/me', ann)).toEqual(person)
    const page = await get('/people?kind=employee&activeOn=2026-11-23&managerId=none')
    expect(personPageSchema.parse(page)).toEqual({ data: [person], nextCursor: null })
    const removed = await api.fetch(annPath, { method: 'DELETE', token: keeper })
    expect(removed.status).toBe(204)
    expect(await removed.text()).toBe('')
  })

  test('are read page by page', async () => {
    for (const name of ['a', 'b', 'c']) await put(`/people/${name}`, { ...content, name })
    const first = await get('/people?limit=2')
    expect(first.data.map(({ userId }: { userId: string }) => userId)).toEqual(['a', 'b'])
    const rest = await get(`/people?limit=2&cursor=${first.nextCursor}`)
    expect(rest).toMatchObject({ data: [{ userId: 'c' }], nextCursor: null })
    expect(await get('/people?cursor=nonsense')).toMatchObject({ status: 400, code: 'malformed_cursor' })
  })

  test.each([
    [{ ...content, kind: 'robot' }, 'invalid_value', '/kind'],
    [{ ...content, name: undefined }, 'missing_field', '/name'],
    [{ ...content, email: 'not one' }, 'invalid_format', '/email'],
    [{ ...content, timeZone: 'Mars/Olympus' }, 'invalid_value', '/timeZone'],
    [{ ...content, timeZone: '+02:00' }, 'invalid_value', '/timeZone'],
    [{ ...content, expectedHoursPerWeek: 169 }, 'out_of_range', '/expectedHoursPerWeek'],
    [{ ...content, activeTo: '2025-12-31' }, 'out_of_range', '/activeTo'],
    [{ ...content, salary: 1 }, 'unknown_field', '/salary'],
    [{ ...content, managerId: 'auth0|ann' }, 'manager_cycle', '/managerId'],
  ])('that are not right are refused: %j', async (json, code, pointer) => {
    const refused = await put(annPath, json)
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ code, errors: [{ pointer }] })
  })

  test('are told to themselves by /me', async () => {
    expect(await get('/me', ann)).toMatchObject({ person: null })
    await put(annPath, content)
    expect(await get('/me', ann)).toMatchObject({ person: { userId: 'auth0|ann', name: 'Ann' } })
    await put(annPath, { ...content, name: 'Ann B.' })
    expect(await get('/me', ann)).toMatchObject({ person: { name: 'Ann B.' } })
    await api.fetch(annPath, { method: 'DELETE', token: keeper })
    expect(await get('/me', ann)).toMatchObject({ person: null })
    expect(await get('/me', await api.issuer.machine())).toMatchObject({ person: null })
  })
})

test('who signs in and is not in the roster is a newcomer', async () => {
  await api.fetch('/me', { token: await api.issuer.person('auth0|new') })
  await expect
    .poll(async () => (await get('/newcomers')).data.map(({ userId }: { userId: string }) => userId))
    .toContain('auth0|new')
  const page = await get('/newcomers')
  expect(newcomerPageSchema.parse(page)).toEqual(page)
  expect(page.data.find(({ userId }: { userId: string }) => userId === 'auth0|new')).toMatchObject({
    email: 'new@abc.example',
    client: 'spa',
  })
  const path = `/newcomers/${encodeURIComponent('auth0|new')}`
  expect((await api.fetch(path, { method: 'DELETE', token: keeper })).status).toBe(204)
  expect((await api.fetch(path, { method: 'DELETE', token: keeper })).status).toBe(404)
})

describe('absences', () => {
  beforeAll(() => put(annPath, content))

  test('are put, listed and removed', async () => {
    const path = `${annPath}/absences/2026-12-21`
    const recorded = await put(path, { to: '2026-12-31', kind: 'vacation' })
    expect(recorded.status).toBe(201)
    const absence = await recorded.json()
    expect(absenceSchema.parse(absence)).toEqual(absence)
    expect((await put(path, { to: '2026-12-31', kind: 'vacation' })).status).toBe(200)
    const own = await get('/absences', ann)
    expect(absencePageSchema.parse(own)).toEqual({ data: [absence], nextCursor: null })
    expect(await get('/absences?everyone=true&from=2026-12-31')).toEqual({
      data: [absence],
      nextCursor: null,
    })
    expect(await get('/absences?from=2026-12-02&to=2026-12-01')).toMatchObject({
      code: 'out_of_range',
      errors: [{ pointer: '/from' }],
    })
    expect((await put(`${annPath}/absences/2026-12-24`, { to: '2026-12-24' })).status).toBe(409)
    expect((await api.fetch(path, { method: 'DELETE', token: keeper })).status).toBe(204)
  })

  test.each(['someday', '2026-02-30', '2026-12-21T00:00'])(
    'have a first day that exists: %s',
    async (day) => {
      const refused = await put(`${annPath}/absences/${day}`, { to: '2026-12-31' })
      expect(refused.status).toBe(404)
      expect((await refused.json()).detail).toBe('not found: from must be a date that exists, as YYYY-MM-DD')
    },
  )
})

test('projects are put, read, listed and removed', async () => {
  const path = `/projects/${encodeURIComponent('ACME/42 ü')}`
  const json = { name: 'Move', rates: { currency: 'EUR', employee: 110 } }
  const added = await put(path, json)
  expect(added.status).toBe(201)
  expect(added.headers.get('Location')).toBe(path)
  const project = await added.json()
  expect(projectSchema.parse(project)).toEqual(project)
  expect(project).toMatchObject({ code: 'ACME/42 ü', billable: true })
  expect((await put(path, json)).status).toBe(200)
  const page = await get('/projects?activeOn=2026-11-23')
  expect(projectPageSchema.parse(page)).toEqual({ data: [project], nextCursor: null })
  expect(await get(path, ann)).not.toHaveProperty('rates')
  expect((await api.fetch(path, { method: 'DELETE', token: keeper })).status).toBe(204)
  expect((await api.fetch(path, { token: keeper })).status).toBe(404)
  const wrong = await put('/projects/X', { name: 'X', rates: { currency: 'euro' } })
  expect(await wrong.json()).toMatchObject({
    code: 'invalid_format',
    errors: [{ pointer: '/rates/currency' }],
  })
})
