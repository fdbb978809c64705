import { addMonths } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { datesOfMonth, sumMonth } from '../../../src/features/month/month-sums.ts'
import { anEntry } from '../../support/entries.ts'

it('sumMonth sums by day, project and week, and all agree', () => {
  const sums = sumMonth('2026-11', [
    anEntry({ date: '2026-11-01', hours: 1 }),
    anEntry({ date: '2026-11-02', hours: 2, project: 'B' }),
    anEntry({ date: '2026-11-02', hours: 2, project: 'B' }),
  ])
  expect(sums.minutes).toBe(300)
  expect(sums.projects).toEqual([
    { project: 'B', minutes: 240, days: 1 },
    { project: 'ACME', minutes: 60, days: 1 },
  ])
  expect(sums.weeks.slice(0, 2)).toEqual([
    { week: '2026-W44', minutes: 60 },
    { week: '2026-W45', minutes: 240 },
  ])
  expect(sums.days[1]?.parts).toEqual([{ project: 'B', minutes: 240 }])
})

it('addMonths and datesOfMonth know the ends of years and of February', () => {
  expect(addMonths('2026-12', 1)).toBe('2027-01')
  expect(addMonths('2026-01', -1)).toBe('2025-12')
  expect(datesOfMonth('2028-02')).toHaveLength(29)
})

it('sumMonth leaves out a week that only touches the month, unless it has hours there', () => {
  // Sunday, 1 November 2026 is the last day of W44; Monday, 30 November the first of W49.
  const weeks = (dates: readonly string[]) =>
    sumMonth(
      '2026-11',
      dates.map((date) => anEntry({ date, hours: 1 })),
    ).weeks.map(({ week }) => week)
  expect(weeks(['2026-11-04'])).toEqual(['2026-W45', '2026-W46', '2026-W47', '2026-W48'])
  expect(weeks(['2026-11-01'])).toEqual(['2026-W44', '2026-W45', '2026-W46', '2026-W47', '2026-W48'])
})
