import type { Person, Week } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { filterRows, teamRows } from '../../../src/features/team/team-rows.ts'

const week = '2026-W48'

function aPerson(userId: string, part: Partial<Person> = {}): Person {
  return {
    userId,
    name: userId,
    kind: 'employee',
    expectedHoursPerWeek: 40,
    activeFrom: '2026-01-01',
    timeZone: 'Etc/UTC',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...part,
  }
}

const weekOfAda = {
  userId: 'Ada',
  week,
  status: 'submitted',
  totalHours: 42,
  days: { '2026-11-23': 8, '2026-11-24': 34 },
  expectedHours: 38,
} as unknown as Week

const people = [
  aPerson('Zoë', { expectedHoursPerWeek: 20 }),
  aPerson('Ada'),
  aPerson('Gone', { activeTo: '2026-10-31' }),
]
const absences = [{ userId: 'Zoë', from: '2026-11-26', to: '2026-12-04', kind: 'vacation' as const }]
const rows = teamRows(people, week, [weekOfAda], absences, { holidayCalendars: [] })

it('has everyone who is active in the week, by name, with hours by day and absences', () => {
  expect(rows.map(({ person, minutes, status }) => [person.name, minutes, status])).toEqual([
    ['Ada', 2_520, 'submitted'],
    ['Zoë', 0, undefined],
  ])
  expect(rows[0]?.days.map(({ minutes }) => minutes)).toEqual([480, 2_040, 0, 0, 0, 0, 0])
  expect(rows[1]?.days.map(({ absence }) => absence).slice(2, 5)).toEqual([undefined, 'vacation', 'vacation'])
})

it('takes the expected hours of the week, and of the roster where nothing was logged, less absences', () => {
  expect(rows.map(({ expectedMinutes }) => expectedMinutes)).toEqual([2_280, 720])
})

it('filters by name without accents, and by hours, status and absence', () => {
  const names = (search: string, filter: Parameters<typeof filterRows>[2]) =>
    filterRows(rows, search, filter).map(({ person }) => person.name)
  expect(names('zoe', 'all')).toEqual(['Zoë'])
  expect(names('', 'over')).toEqual(['Ada'])
  expect(names('', 'under')).toEqual(['Zoë'])
  expect(names('', 'open')).toEqual(['Zoë'])
  expect(names('', 'away')).toEqual(['Zoë'])
})
