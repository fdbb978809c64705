import { describe, expect, test } from 'vitest'
import { datesAt, defaultPolicy, emptyWeek, type Person, type WeekRecord } from '../../src/model/index.ts'
import { missingOf } from '../../src/rules/index.ts'

const week = '2026-W47'
/** The Monday after it, in the middle of Europe's night. */
const mondayMs = Date.parse('2026-11-23T03:00:00Z')

const maria: Person = {
  userId: 'auth0|maria',
  name: 'Maria',
  kind: 'employee',
  expectedHoursPerWeek: 40,
  activeFrom: '2020-01-01',
  timeZone: 'Europe/Madrid',
  updatedAt: '2026-01-01T00:00:00.000Z',
}

/** A week with so many hours on each day, Monday first. */
function logged(hours: readonly number[], more: Partial<WeekRecord> = {}): WeekRecord {
  const dayMinutes = Array.from({ length: 7 }, (_, day) => (hours[day] ?? 0) * 60)
  return { ...emptyWeek('auth0|maria', week), dayMinutes, version: 1, ...more }
}
const full = [8, 8, 8, 8, 8]
const rejected = { status: 'rejected', rejectedAtMs: 100, entriesChangedAtMs: 50 } as const

describe.each<{
  readonly who: string
  readonly person?: Partial<Person>
  readonly record?: WeekRecord
  readonly away?: readonly [from: string, to: string]
  readonly is: readonly [reason: string, expectedHours: number, totalHours: number] | undefined
}>([
  { who: 'nothing logged', is: ['not_started', 40, 0] },
  { who: 'a week that was opened and is empty', record: logged([]), is: ['not_started', 40, 0] },
  { who: 'some hours', record: logged([8, 8]), is: ['below_expected', 40, 16] },
  { who: 'all hours, not submitted', record: logged(full), is: ['not_submitted', 40, 40] },
  { who: 'hours on the weekend count', record: logged([8, 8, 8, 0, 0, 8, 8]), is: ['not_submitted', 40, 40] },
  { who: 'submitted', record: logged([8], { status: 'submitted' }), is: undefined },
  { who: 'approved', record: logged([8], { status: 'approved' }), is: undefined },
  { who: 'rejected and untouched', record: logged(full, rejected), is: ['rejected', 40, 40] },
  {
    who: 'rejected at the very instant of the last change',
    record: logged(full, { ...rejected, entriesChangedAtMs: 100 }),
    is: ['rejected', 40, 40],
  },
  {
    who: 'rejected, then corrected',
    record: logged(full, { ...rejected, entriesChangedAtMs: 101 }),
    is: ['not_submitted', 40, 40],
  },
  {
    who: 'rejected, then cut short',
    record: logged([8], { ...rejected, entriesChangedAtMs: 101 }),
    is: ['below_expected', 40, 8],
  },
  {
    who: 'rejected, then emptied',
    record: logged([], { ...rejected, entriesChangedAtMs: 101 }),
    is: ['not_started', 40, 0],
  },
  {
    who: 'rejected and away',
    record: logged(full, rejected),
    away: ['2026-11-16', '2026-11-22'],
    is: ['rejected', 0, 40],
  },
  { who: 'a joiner on Thursday', person: { activeFrom: '2026-11-19' }, is: ['not_started', 16, 0] },
  {
    who: 'a joiner on Thursday, with their two days',
    person: { activeFrom: '2026-11-19' },
    record: logged([0, 0, 0, 8, 8]),
    is: ['not_submitted', 16, 16],
  },
  { who: 'a joiner on Saturday', person: { activeFrom: '2026-11-21' }, is: undefined },
  { who: 'a joiner next week', person: { activeFrom: '2026-11-23' }, is: undefined },
  { who: 'a leaver on Tuesday', person: { activeTo: '2026-11-17' }, is: ['not_started', 16, 0] },
  { who: 'a leaver on the Friday before', person: { activeTo: '2026-11-13' }, is: undefined },
  {
    who: 'a leaver who logged hours all the same',
    person: { activeTo: '2026-11-13' },
    record: logged([4]),
    is: ['not_submitted', 0, 4],
  },
  { who: 'away all week', away: ['2026-11-16', '2026-11-20'], is: undefined },
  { who: 'away for months', away: ['2026-10-01', '2026-12-31'], is: undefined },
  { who: 'away from Wednesday on', away: ['2026-11-18', '2026-12-04'], is: ['not_started', 16, 0] },
  {
    who: 'away from Wednesday on, with two days',
    away: ['2026-11-18', '2026-12-04'],
    record: logged([8, 8]),
    is: ['not_submitted', 16, 16],
  },
  { who: 'away on the weekend only', away: ['2026-11-21', '2026-11-22'], is: ['not_started', 40, 0] },
  {
    who: 'away all week, but worked a day',
    away: ['2026-11-16', '2026-11-20'],
    record: logged([8]),
    is: ['not_submitted', 0, 8],
  },
  { who: 'paid as it comes, nothing logged', person: { expectedHoursPerWeek: 0 }, is: undefined },
  {
    who: 'paid as it comes, hours logged',
    person: { expectedHoursPerWeek: 0 },
    record: logged([3]),
    is: ['not_submitted', 0, 3],
  },
  {
    who: 'part time',
    person: { expectedHoursPerWeek: 20 },
    record: logged([4, 4]),
    is: ['below_expected', 20, 8],
  },
])('$who', ({ person, record, away, is }) => {
  test(is === undefined ? 'is not missing' : `is ${is[0]}, ${is[2]} of ${is[1]} hours`, () => {
    const absences = away ? [{ from: away[0], to: away[1] }] : []
    const missing = missingOf(
      { ...maria, ...person },
      week,
      record,
      absences,
      defaultPolicy,
      datesAt(mondayMs),
    )
    expect(missing).toEqual(
      is && { reason: is[0], due: true, expectedMinutes: is[1] * 60, totalMinutes: is[2] * 60 },
    )
  })
})

// The week is over at midnight between Sunday and Monday, where the person is.
test.each([
  ['Pacific/Auckland', '2026-W47', '2026-11-22T10:59:59.999Z', '2026-11-22T11:00:00Z'],
  ['America/Lima', '2026-W47', '2026-11-23T04:59:59.999Z', '2026-11-23T05:00:00Z'],
  ['Etc/UTC', '2026-W47', '2026-11-22T23:59:59.999Z', '2026-11-23T00:00:00Z'],
  // The last of 53 weeks ends in the next year.
  ['Europe/Berlin', '2026-W53', '2027-01-03T22:59:59.999Z', '2027-01-03T23:00:00Z'],
  ['Europe/Berlin', '2027-W01', '2027-01-10T22:59:59.999Z', '2027-01-10T23:00:00Z'],
  // The clocks go back, and forward, on the Sunday itself: it has 25 hours, or 23.
  ['Europe/Berlin', '2026-W43', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00Z'],
  ['Europe/Berlin', '2026-W13', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00:00Z'],
  ['America/New_York', '2026-W44', '2026-11-02T04:59:59.999Z', '2026-11-02T05:00:00Z'],
  // A day that was skipped: Samoa went from Thursday to Saturday.
  ['Pacific/Apia', '2011-W52', '2012-01-01T09:59:59.999Z', '2012-01-01T10:00:00Z'],
])('in %s week %s is due from the Monday on', (timeZone, dueWeek, before, after) => {
  const dueAt = (instant: string) =>
    missingOf(
      { ...maria, activeFrom: '2000-01-01', timeZone },
      dueWeek,
      undefined,
      [],
      defaultPolicy,
      datesAt(Date.parse(instant)),
    )?.due
  expect(dueAt(before)).toBe(false)
  expect(dueAt(after)).toBe(true)
})

test('a week across new year counts the days of both years', () => {
  const person = { ...maria, activeFrom: '2027-01-01' }
  const missing = missingOf(
    person,
    '2026-W53',
    undefined,
    [],
    defaultPolicy,
    datesAt(Date.parse('2027-01-10T00:00:00Z')),
  )
  expect(missing).toEqual({ reason: 'not_started', due: true, expectedMinutes: 480, totalMinutes: 0 })
  const away = [{ from: '2026-12-24', to: '2027-01-01' }]
  expect(missingOf(maria, '2026-W53', undefined, away, defaultPolicy, datesAt(mondayMs))).toBeUndefined()
})
