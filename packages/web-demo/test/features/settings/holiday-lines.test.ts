import { expect, it } from 'vitest'
import { holidayLines, readHolidayLines } from '../../../src/features/settings/holiday-lines.ts'

const days = [
  { date: '2026-12-24', name: 'Christmas Eve', half: true },
  { date: '2026-12-25', name: 'Christmas Day' },
]

it.each(['half', 'halb'])('reads what it has written, with %s', (word) => {
  expect(readHolidayLines(holidayLines(days, word))).toEqual({ days })
})

it('reads cells of a spreadsheet and empty lines, and sorts by date', () => {
  const text = '2026-12-25\tChristmas Day\r\n\n 2026-12-24;Christmas Eve;Half'
  expect(readHolidayLines(text)).toEqual({ days })
})

it.each(['25.12.2026 Christmas Day', '2026-12-25', '2026-12-25 '])('finds the line of %j', (line) => {
  expect(readHolidayLines(`2026-12-24 Eve\n${line}`)).toEqual({ faultInLine: 2 })
})
