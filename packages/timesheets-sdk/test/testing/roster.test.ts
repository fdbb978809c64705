import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { staticToken } from '../../src/auth/index.ts'
import { createTimesheetsClient } from '../../src/client/index.ts'
import type { Caller } from '../../src/rules/index.ts'
import { createFakeTimesheetsApi, machineCaller, personCaller } from '../../src/testing/index.ts'

const baseUrl = 'https://timesheets.test'
const callers: Record<string, Caller> = {
  keeper: machineCaller('m2m-office'),
  ada: personCaller('auth0|ada'),
  boss: personCaller('auth0|boss', { scopes: ['read:timesheets', 'approve:timesheets'] }),
}
const api = createFakeTimesheetsApi({
  baseUrl,
  callerOf: (token) => callers[token],
  now: () => Date.parse('2026-11-24T12:00:00Z'),
})
const server = setupServer(...api.handlers)
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => api.reset())
afterAll(() => server.close())

function clientOf(token: keyof typeof callers & string) {
  return createTimesheetsClient({ baseUrl, tokenProvider: staticToken(token) })
}
const [keeper, ada, boss] = [clientOf('keeper'), clientOf('ada'), clientOf('boss')]
const content = {
  name: 'Ada',
  kind: 'employee',
  expectedHoursPerWeek: 40,
  activeFrom: '2026-01-01',
} as const

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}

describe('people of the fake API', () => {
  it('are put, read and removed by the client', async () => {
    expect(await keeper.people.put('auth0|ada', content)).toMatchObject({
      created: true,
      timeZone: 'Etc/UTC',
    })
    expect(await keeper.people.put('auth0|ada', content)).toMatchObject({ created: false })
    expect(await ada.people.get('me')).toMatchObject({ name: 'Ada' })
    expect(await ada.me()).toMatchObject({ person: { name: 'Ada' } })
    await expect(ada.people.get('auth0|boss')).rejects.toMatchObject({ code: 'not_found' })
    await expect(ada.people.put('auth0|ada', content)).rejects.toMatchObject({ code: 'insufficient_scope' })
    await expect(
      keeper.people.put('auth0|ada', { ...content, managerId: 'auth0|ada' }),
    ).rejects.toMatchObject({ code: 'manager_cycle', status: 422 })
    await keeper.people.delete('auth0|ada')
    expect(await ada.me()).toMatchObject({ person: null })
  })

  it('are listed page by page, to an approver their own', async () => {
    api.addPerson('a', { managerId: 'auth0|boss', kind: 'contractor' })
    api.addPerson('b', { managerId: 'auth0|other' })
    api.addPerson('c')
    const ids = async (list: AsyncIterable<{ userId: string }>) =>
      (await all(list)).map(({ userId }) => userId)
    expect(await ids(keeper.people.list({}, { pageSize: 1 }))).toEqual(['a', 'b', 'c'])
    expect(await ids(boss.people.list())).toEqual(['a', 'c'])
    expect(await ids(keeper.people.list({ kind: 'contractor' }))).toEqual(['a'])
    expect(await ids(keeper.people.list({ managerId: 'none' }))).toEqual(['c'])
  })

  it('decide on what an approver sees, and what is expected of whom', async () => {
    api.addPerson('auth0|ada', { managerId: 'auth0|other' })
    api.addAbsence('auth0|ada', '2026-11-23', '2026-11-24')
    await expect(boss.weeks.get('auth0|ada', '2026-W48')).rejects.toMatchObject({ code: 'not_found' })
    expect(await ada.weeks.get('me', '2026-W48')).toMatchObject({ expectedHours: 24 })
    api.addPerson('auth0|ada', { managerId: 'auth0|boss' })
    expect(await boss.weeks.get('auth0|ada', '2026-W48')).toMatchObject({ userId: 'auth0|ada' })
  })

  it('are newcomers before they are in the roster', async () => {
    await ada.policy.get()
    expect(await all(keeper.newcomers.list())).toEqual([
      { userId: 'auth0|ada', email: null, firstSeenAt: '2026-11-24T12:00:00.000Z', client: 'spa' },
    ])
    await keeper.people.put('auth0|ada', content)
    expect(api.newcomers).toEqual([])
    await boss.policy.get()
    await keeper.newcomers.delete('auth0|boss')
    expect(api.newcomers).toEqual([])
  })
})

describe('absences of the fake API', () => {
  it('are put, listed and removed by the client', async () => {
    api.addPerson('auth0|ada')
    const away = { to: '2026-12-31', kind: 'vacation' } as const
    expect(await keeper.absences.put('auth0|ada', '2026-12-21', away)).toMatchObject({ created: true })
    expect(await keeper.absences.put('auth0|ada', '2026-12-21', away)).toMatchObject({ created: false })
    await expect(keeper.absences.put('auth0|ada', '2026-12-24', { to: '2026-12-24' })).rejects.toMatchObject({
      code: 'absence_overlaps',
      status: 409,
    })
    await expect(keeper.absences.put('auth0|x', '2026-12-24', away)).rejects.toMatchObject({ status: 404 })
    expect(await all(ada.absences.list({ from: '2026-12-31' }))).toMatchObject([{ from: '2026-12-21' }])
    expect(await all(keeper.absences.list({ everyone: true }))).toHaveLength(1)
    await expect(all(keeper.absences.list())).rejects.toMatchObject({ code: 'user_id_required' })
    await keeper.absences.delete('auth0|ada', '2026-12-21')
    expect(api.absences).toEqual([])
  })
})

describe('projects of the fake API', () => {
  it('are put, listed and removed by the client, rates for keepers alone', async () => {
    const project = { name: 'Move', rates: { currency: 'EUR', employee: 110 } }
    expect(await keeper.projects.put('ACME-42', project)).toMatchObject({ created: true, billable: true })
    expect(await keeper.projects.get('ACME-42')).toMatchObject(project)
    expect(await ada.projects.get('ACME-42')).not.toHaveProperty('rates')
    expect(await all(ada.projects.list({ activeOn: '2026-11-23' }))).toHaveLength(1)
    await keeper.projects.delete('ACME-42')
    await expect(ada.projects.get('ACME-42')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('judge entries as the policy has it', async () => {
    api.addProject('ACME-42', { activeTo: '2026-11-22' })
    const entry = { date: '2026-11-23', project: 'ACME-42', hours: 1 }
    expect(await ada.entries.create(entry)).toMatchObject({ warnings: [{ code: 'project_inactive' }] })
    api.setPolicy({ unlistedProjects: 'refuse' })
    await expect(ada.entries.create({ ...entry, project: 'X' })).rejects.toMatchObject({
      code: 'project_unlisted',
      status: 422,
    })
  })
})
