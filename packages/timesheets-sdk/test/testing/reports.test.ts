import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTimesheetsClient } from '../../src/client/index.ts'
import { createFakeTimesheetsApi, machineCaller, personCaller } from '../../src/testing/index.ts'
import { collect } from '../support/collect.ts'

const baseUrl = 'https://timesheets.test'
const approving = ['read:timesheets', 'approve:timesheets'] as const
const callers = {
  ada: personCaller('auth0|ada'),
  mia: personCaller('auth0|mia', { scopes: approving }),
  max: personCaller('auth0|max', { scopes: approving }),
  office: machineCaller('office'),
}
// Monday of 2026-W48.
const now = () => Date.parse('2026-11-23T12:00:00Z')
const api = createFakeTimesheetsApi({
  baseUrl,
  now,
  callerOf: (token) => (callers as Record<string, (typeof callers)['ada']>)[token],
})
const server = setupServer(...api.handlers)
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

function as(token: keyof typeof callers) {
  return createTimesheetsClient({
    baseUrl,
    tokenProvider: { canRenew: false, getAccessToken: async () => token },
    now,
    sleep: async () => {},
  })
}

const office = as('office')
const person = { expectedHoursPerWeek: 16, activeFrom: '2026-01-01' } as const
beforeEach(async () => {
  api.reset()
  await office.people.put('auth0|ada', {
    ...person,
    name: 'Ada',
    kind: 'employee',
    email: 'ada@abc.example',
    managerId: 'auth0|mia',
  })
  await office.people.put('auth0|ben', {
    ...person,
    name: '=Ben',
    kind: 'contractor',
    managerId: 'auth0|max',
  })
  const entries = [
    { userId: 'auth0|ada', date: '2026-11-16', project: 'ACME-42', hours: 7.5 },
    { userId: 'auth0|ada', date: '2026-11-17', project: 'BETA', hours: 1, billable: false },
    { userId: 'auth0|ben', date: '2026-11-16', project: 'BETA', hours: 2 },
    { userId: 'auth0|kim', date: '2026-11-16', project: 'BETA', hours: 4 },
  ]
  await office.entries.push(entries)
})

const week = '2026-W47'

describe('who is missing', () => {
  test('is judged by the rule, and told to those who decide', async () => {
    const missing = await collect(office.reports.missing({ week, due: true }, { pageSize: 1 }))
    expect(missing).toMatchObject([
      { userId: 'auth0|ada', reason: 'below_expected', expectedHours: 16, totalHours: 8.5, remindedAt: null },
      { userId: 'auth0|ben', reason: 'below_expected', kind: 'contractor' },
    ])
    expect(await collect(as('mia').reports.missing({ week }))).toMatchObject([{ userId: 'auth0|ada' }])
    await expect(collect(as('ada').reports.missing({ week }))).rejects.toMatchObject({ status: 403 })
    api.setWeekStatus('auth0|ada', week, 'submitted')
    expect(await collect(as('mia').reports.missing({ week }))).toEqual([])
    api.setWeekStatus('auth0|ada', week, 'rejected')
    expect(await collect(as('mia').reports.missing({ week, reason: 'rejected' }))).toHaveLength(1)
  })

  test('is reminded once', async () => {
    expect(await office.reminders.send({ week, dryRun: true })).toMatchObject({ sent: 1, skipped: 1 })
    expect(api.reminders).toEqual([])
    const { results } = await office.reminders.send({ week })
    expect(results).toMatchObject([
      { userId: 'auth0|ada', email: 'ada@abc.example', status: 'sent' },
      { userId: 'auth0|ben', status: 'no_email' },
    ])
    expect(api.reminders).toEqual([
      { userId: 'auth0|ada', email: 'ada@abc.example', week, askedBy: 'office@clients', atMs: now() },
    ])
    const again = await as('mia').reminders.send({ week, userIds: ['auth0|ada', 'auth0|ben'] })
    expect(again.results).toMatchObject([{ status: 'already_reminded' }, { status: 'not_missing' }])
    expect(await as('mia').reminders.send({ week, again: true })).toMatchObject({ sent: 1 })
    expect(api.reminders).toHaveLength(2)
    api.reset()
    expect(api.reminders).toEqual([])
  })
})

describe('hours', () => {
  const all = { status: 'any' } as const

  test('are summed by what is asked for, page by page', async () => {
    const query = { ...all, groupBy: ['project', 'kind'] } as const
    const expected = [
      {
        project: 'ACME-42',
        kind: 'employee',
        hours: 7.5,
        billableHours: 7.5,
        entries: 1,
        minutes: 450,
        billableMinutes: 450,
      },
      {
        project: 'BETA',
        kind: 'contractor',
        hours: 2,
        billableHours: 2,
        entries: 1,
        minutes: 120,
        billableMinutes: 120,
      },
      {
        project: 'BETA',
        kind: 'employee',
        hours: 1,
        billableHours: 0,
        entries: 1,
        minutes: 60,
        billableMinutes: 0,
      },
      {
        project: 'BETA',
        kind: 'unknown',
        hours: 4,
        billableHours: 4,
        entries: 1,
        minutes: 240,
        billableMinutes: 240,
      },
    ]
    for (const pageSize of [1, 3, 500]) {
      expect(await collect(office.reports.hours(query, { pageSize }))).toEqual(expected)
    }
    expect(await collect(office.reports.hours())).toEqual([])
  })

  test('are those of whom the caller may see', async () => {
    const ids = async (token: keyof typeof callers, userId?: string) =>
      (await collect(as(token).reports.hours({ ...all, userId }))).map((row) => row.userId?.slice(6))
    expect(await ids('office')).toEqual(['ada', 'ben', 'kim'])
    expect(await ids('mia')).toEqual(['ada', 'kim'])
    expect(await ids('ada')).toEqual(['ada'])
    expect(await ids('max', 'auth0|ben')).toEqual(['ben'])
    await expect(ids('max', 'auth0|ada')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('are written as CSV, safe for spreadsheets, and as NDJSON', async () => {
    const text = async (format: 'csv' | 'ndjson') => {
      const chunks = office.reports.exportHours({ ...all, userId: 'auth0|ben' }, { format })
      return Buffer.concat(await collect(chunks)).toString()
    }
    expect(await text('csv')).toBe(
      "userId,name,hours,billableHours,entries,minutes,billableMinutes\r\nauth0|ben,'=Ben,2,2,1,120,120\r\n",
    )
    expect(JSON.parse(await text('ndjson'))).toMatchObject({ userId: 'auth0|ben', name: '=Ben', hours: 2 })
  })
})
