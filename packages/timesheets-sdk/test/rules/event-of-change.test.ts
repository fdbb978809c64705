import { expect, test } from 'vitest'
import type { EntryRecord } from '../../src/model/index.ts'
import { type EntryChange, eventBy, eventOfChange } from '../../src/rules/index.ts'

const caller = {
  subject: 'auth0|ann',
  userId: 'auth0|ann',
  clientId: 'spa',
  isMachine: false,
  scopes: new Set<string>(),
}
const entry: EntryRecord = {
  id: '01a20d67-ffa8-71d5-8990-2f1ac5e2fcb1',
  userId: 'auth0|ann',
  date: '2026-11-23',
  project: 'ACME-42',
  minutes: 60,
  note: null,
  billable: true,
  externalId: null,
  externalOwner: null,
  source: 'spa',
  createdAtMs: 0,
  updatedAtMs: 0,
  version: 1,
}

function change(before: EntryRecord | null, after: EntryRecord | null): EntryChange {
  return { kind: 'entry', caller, before, after, beforeStatus: 'open', afterStatus: 'open' }
}

test.each([
  ['entry.created', null, entry, undefined],
  ['entry.updated', entry, { ...entry, minutes: 120 }, undefined],
  ['entry.updated', entry, { ...entry, date: '2026-11-24' }, undefined],
  ['entry.updated', { ...entry, date: '2026-11-16' }, entry, '2026-W47'],
  ['entry.deleted', entry, null, undefined],
] as const)(
  '%s is in the week that the entry is in, and in that it was moved from',
  (action, before, after, former) => {
    const event = eventOfChange(change(before, after), 7)
    expect(event).toMatchObject({
      timeMs: 7,
      actor: 'auth0|ann',
      client: 'spa',
      action,
      subject: { type: 'entry', id: entry.id, userId: 'auth0|ann' },
      week: '2026-W48',
      before: before && { hours: before.minutes / 60, date: before.date },
      after: after && { hours: after.minutes / 60, date: after.date },
      reason: null,
    })
    expect(event.formerWeek).toBe(former)
  },
)

test('a change of nothing is none', () => {
  expect(() => eventOfChange(change(null, null), 7)).toThrow(RangeError)
})

test('a change to something other than a timesheet has no week', () => {
  const what = { action: 'policy.updated', subject: { type: 'policy' }, before: 1, after: 2 } as const
  expect(eventBy(caller, 7, what)).toEqual({
    timeMs: 7,
    actor: 'auth0|ann',
    client: 'spa',
    week: null,
    reason: null,
    ...what,
  })
})
