import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  calendarDate,
  datesOfWeek,
  dayOfWeek,
  earliestDate,
  earliestWeek,
  isCalendarDate,
  isIsoWeek,
  isoWeek,
  latestDate,
  latestDateAnywhere,
  latestWeek,
  mondayOf,
  weekOf,
} from '../../src/model/index.ts'

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeapYear = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** All days from 1900 to 2999, counted on fingers: 1900-01-01 was a Monday, in week 1. */
function* countedDays() {
  let weekday = 0
  let week = 0
  let weekYear = 1900
  for (let year = 1900; year <= 2999; year++) {
    for (let month = 1; month <= 12; month++) {
      const length = (monthLengths[month - 1] ?? 0) + (month === 2 && isLeapYear(year) ? 1 : 0)
      for (let day = 1; day <= length; day++) {
        if (weekday === 0) {
          week++
          // A week belongs to the year that has its Thursday.
          const isFirst = (month === 12 && day >= 29) || (month === 1 && day <= 4)
          if (isFirst) {
            week = 1
            weekYear = month === 12 ? year + 1 : year
          }
        }
        const two = (number: number) => String(number).padStart(2, '0')
        yield {
          date: `${year}-${two(month)}-${two(day)}`,
          weekday,
          week: `${weekYear}-W${two(week)}`,
        }
        weekday = (weekday + 1) % 7
      }
    }
  }
}

test('every day of eleven centuries has the week and weekday that counting gives it', () => {
  const wrong: string[] = []
  let before: string | undefined
  for (const { date, weekday, week } of countedDays()) {
    const isRight =
      dayOfWeek(date) === weekday &&
      weekOf(date) === week &&
      (before === undefined || (addDays(before, 1) === date && addDays(date, -1) === before)) &&
      (weekday !== 0 || mondayOf(week) === date)
    if (!isRight) wrong.push(date)
    before = date
  }
  expect(before).toBe('2999-12-31')
  expect(wrong).toEqual([])
})

const anyDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('a week has seven dates, which lie in it', () => {
  fc.assert(
    fc.property(anyDate, (date) => {
      const dates = datesOfWeek(weekOf(date))
      expect(dates).toContain(date)
      expect(dates.map(dayOfWeek)).toEqual([0, 1, 2, 3, 4, 5, 6])
      expect(new Set(dates.map(weekOf))).toEqual(new Set([weekOf(date)]))
    }),
  )
})

test('days added are days taken away', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: -10_000, max: 10_000 }), (date, days) => {
      expect(addDays(addDays(date, days), -days)).toBe(date)
    }),
  )
})

describe('calendarDate', () => {
  test.each(['2026-11-23', '2024-02-29', '2000-02-29', '1900-01-01', '2999-12-31'])('takes %s', (date) => {
    expect(calendarDate.safeParse(date).success).toBe(true)
  })

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '1899-12-31',
    '3000-01-01',
    '0026-11-23',
    '26-11-23',
    '2026-1-3',
    '2026-11-23T00:00:00Z',
    ' 2026-11-23',
    '2026/11/23',
    '23.11.2026',
    '',
    20261123,
  ])('refuses %j', (date) => {
    expect(calendarDate.safeParse(date).success).toBe(false)
  })
})

describe('weeks', () => {
  test.each(['2026-W01', '2026-W53', '2020-W53', '2025-W52'])('%s is one', (week) => {
    expect(isoWeek.safeParse(week).success).toBe(true)
    expect(mondayOf(week)).toBeDefined()
  })

  test.each(['2025-W53', '2026-W00', '2026-W54', '2026-W1', '2026-48', '2026-11-23', ''])(
    '%j is none',
    (week) => {
      expect(isoWeek.safeParse(week).success).toBe(false)
      expect(mondayOf(week)).toBeUndefined()
      expect(() => datesOfWeek(week)).toThrow(RangeError)
    },
  )
})

describe('the weeks that an entry can be in', () => {
  test('begin with that of the earliest date and end with that of the latest', () => {
    expect([earliestWeek, latestWeek]).toEqual([weekOf(earliestDate), weekOf(latestDate)])
    for (const week of [earliestWeek, latestWeek]) expect(isoWeek.safeParse(week).success).toBe(true)
  })

  test.each(['0000-W01', '1899-W52', '3000-W02', '9999-W52'])('%s is not among them', (week) => {
    expect(mondayOf(week)).toBeDefined()
    expect(isIsoWeek(week)).toBe(false)
    const { error } = isoWeek.safeParse(week)
    expect(error?.issues.map(({ message }) => message)).toEqual(['must be between 1900-W01 and 3000-W01'])
  })
})

test.each([
  ['2026-11-24T09:59:59.999Z', '2026-11-24'],
  ['2026-11-24T10:00:00.000Z', '2026-11-25'],
  ['2026-12-31T10:00:00.000Z', '2027-01-01'],
])('at %s the latest date anywhere is %s', (instant, date) => {
  expect(latestDateAnywhere(Date.parse(instant))).toBe(date)
})

describe('isCalendarDate', () => {
  test('says what the schema says, of dates and of what looks like one', () => {
    const dateLike = fc
      .tuple(
        fc.integer({ min: 1800, max: 3100 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
      )
      .map(
        ([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
      )
    fc.assert(
      fc.property(fc.oneof(dateLike, fc.string()), (text) => {
        expect(isCalendarDate(text)).toBe(calendarDate.safeParse(text).success)
      }),
    )
  })
})
