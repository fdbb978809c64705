import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTimesheetsClient } from '../../src/client/index.ts'
import type { Event } from '../../src/model/index.ts'
import { createFakeTimesheetsApi, machineCaller, personCaller } from '../../src/testing/index.ts'

const baseUrl = 'https://timesheets.test'
const callers = {
  ada: personCaller('auth0|ada'),
  ben: personCaller('auth0|ben'),
  boss: personCaller('auth0|boss', { scopes: ['read:timesheets', 'approve:timesheets'] }),
  keeper: personCaller('auth0|keeper', { scopes: ['read:timesheets', 'manage:timesheets'] }),
  reader: personCaller('auth0|reader', {
    scopes: ['read:timesheets', 'manage:timesheets', 'approve:timesheets', 'approve:any'],
  }),
  payroll: machineCaller('payroll', { scopes: ['read:timesheets'] }),
}
const api = createFakeTimesheetsApi({
  baseUrl,
  now: () => Date.parse('2026-11-24T12:00:00Z'),
  callerOf: (token) => (callers as Record<string, (typeof callers)['ada']>)[token],
})
const server = setupServer(...api.handlers)
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())
beforeEach(() => api.reset())

function as(token: keyof typeof callers) {
  const tokenProvider = { canRenew: false, getAccessToken: async () => token }
  return createTimesheetsClient({ baseUrl, tokenProvider, sleep: async () => {} })
}

async function told(events: AsyncIterable<Event>): Promise<string[]> {
  const seen: string[] = []
  for await (const { action, subject } of events) {
    seen.push(`${action} ${'userId' in subject ? subject.userId : ''}`.trim())
  }
  return seen
}

const entry = { date: '2026-11-23', project: 'ACME-42', hours: 1 }
const week = '2026-W48'

describe('the fake keeps events', () => {
  test('of entries and weeks, and shows each caller what is theirs to see', async () => {
    const { id } = await as('ada').entries.create(entry)
    await as('ada').entries.update(id, { hours: 2 })
    await as('ada').weeks.submit(week)
    await as('boss').weeks.reject('auth0|ada', week, 'Tuesday is missing')
    await as('ben').entries.create(entry)
    await as('keeper').policy.update({ weeklyWarningHours: 50 })
    await as('keeper').policy.update({ weeklyWarningHours: 50 })
    const ofAda = [
      'entry.created auth0|ada',
      'entry.updated auth0|ada',
      'week.submitted auth0|ada',
      'week.rejected auth0|ada',
    ]
    expect(await told(as('ada').events.list())).toEqual(ofAda)
    expect(await told(as('ada').events.list({ week }, { pageSize: 3 }))).toEqual(ofAda)
    expect(await told(as('ada').events.list({ entryId: id }))).toEqual(ofAda.slice(0, 2))
    expect(await told(as('boss').events.list())).toEqual([...ofAda, 'entry.created auth0|ben'])
    expect(await told(as('payroll').events.list({ after: 4 }))).toEqual(['entry.created auth0|ben'])
    expect(await told(as('keeper').events.list())).toEqual(['policy.updated'])
    await expect(told(as('ben').events.list({ userId: 'auth0|ada' }))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(told(as('payroll').events.list({ week }))).rejects.toMatchObject({
      code: 'user_id_required',
    })
    expect(api.events[3]).toMatchObject({
      sequence: 4,
      time: '2026-11-24T12:00:00.000Z',
      actor: 'auth0|boss',
      before: { status: 'submitted' },
      after: { status: 'rejected' },
      reason: 'Tuesday is missing',
    })
  })

  test('of the roster and the catalogue', async () => {
    const { people, absences, projects } = as('keeper')
    const ann = { name: 'Ann', kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' } as const
    await people.put('ann', ann)
    await people.put('ann', ann)
    await people.put('ann', { ...ann, expectedHoursPerWeek: 20 })
    await absences.put('ann', '2026-12-21', { to: '2026-12-31', kind: 'vacation' })
    await projects.put('P', { name: 'Warehouse move' })
    await projects.delete('P')
    await people.delete('ann')
    expect(api.events.map(({ action }) => action)).toEqual([
      'person.added',
      'person.updated',
      'absence.recorded',
      'project.added',
      'project.removed',
      'absence.removed',
      'person.removed',
    ])
  })

  test('of a moved entry in the history of both weeks', async () => {
    const { id } = await as('ada').entries.create(entry)
    await as('ada').entries.update(id, { date: '2026-11-16' })
    const both = ['entry.created auth0|ada', 'entry.updated auth0|ada']
    expect(await told(as('ada').events.list({ week }))).toEqual(both)
    expect(await told(as('ada').events.list({ week: '2026-W47' }))).toEqual(both.slice(1))
  })
})

describe('the fake keeps webhooks, and calls nobody', () => {
  const url = 'https://hooks.abc.example/'

  test('through their whole life, each change an event without a secret', async () => {
    const { webhooks } = as('reader')
    const { id, secret } = await webhooks.create({ url, events: ['week.*'] })
    expect((await webhooks.rotateSecret(id)).secret).not.toBe(secret)
    expect(await webhooks.update(id, { status: 'paused', description: 'payroll' })).toMatchObject({
      status: 'paused',
      description: 'payroll',
    })
    expect(await webhooks.update(id, { description: null })).not.toHaveProperty('description')
    expect(await webhooks.test(id)).toEqual({ delivered: true, status: 204, failure: null })
    const listed: string[] = []
    for await (const webhook of webhooks.list()) listed.push(webhook.id)
    expect(listed).toEqual([id])
    await webhooks.delete(id)
    await expect(webhooks.get(id)).rejects.toMatchObject({ code: 'not_found' })
    expect(api.events.map(({ action }) => action)).toEqual([
      'webhook.added',
      'webhook.updated',
      'webhook.updated',
      'webhook.updated',
      'webhook.removed',
    ])
    expect(JSON.stringify(api.events)).not.toContain('whsec_')
  })

  test('for callers with manage:timesheets, at an https: URL', async () => {
    await expect(as('keeper').webhooks.create({ url, events: ['week.*'] })).rejects.toMatchObject({
      code: 'insufficient_scope',
    })
    await expect(as('ada').webhooks.create({ url, events: ['week.*'] })).rejects.toMatchObject({
      code: 'insufficient_scope',
    })
    await expect(
      as('reader').webhooks.create({ url: 'http://hooks.abc.example/', events: ['week.*'] }),
    ).rejects.toMatchObject({ status: 422, message: 'url must be an https: URL' })
  })
})
