import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateByItself, dateFault, daysBetween, readDate } from '../../../src/import/cells/date.ts'

test.each<[string, string | undefined, string | undefined]>([
  ['2024-03-04', '2024-03-04', '2024-03-04'],
  ['2024/3/4', '2024-03-04', '2024-03-04'],
  ['2024.03.04', '2024-03-04', '2024-03-04'],
  ['03/04/2024', '2024-04-03', '2024-03-04'],
  ['3.4.2024', '2024-04-03', '2024-03-04'],
  ['03-04-2024', '2024-04-03', '2024-03-04'],
  ['13/04/2024', '2024-04-13', undefined],
  ['04/13/2024', undefined, '2024-04-13'],
  ['04/31/2024', undefined, undefined],
  ['29/02/2024', '2024-02-29', undefined],
  ['29/02/2023', undefined, undefined],
  [' 03/04/2024 ', '2024-04-03', '2024-03-04'],
  ['2024-13-04', undefined, undefined],
  ['2024-02-30', undefined, undefined],
  ['0/4/2024', undefined, undefined],
  ['03/04/24', undefined, undefined],
  ['03/04.2024', undefined, undefined],
  ['2024-03-04T10:00', undefined, undefined],
  ['4 March 2024', '2024-03-04', '2024-03-04'],
  ['4. Mar. 2024', '2024-03-04', '2024-03-04'],
  ['04-Mar-2024', '2024-03-04', '2024-03-04'],
  ['4/mar/2024', '2024-03-04', '2024-03-04'],
  ['Sept 4, 2024', '2024-09-04', '2024-09-04'],
  ['September 14, 2024', '2024-09-14', '2024-09-14'],
  ['4 Mai 2024', '2024-05-04', '2024-05-04'],
  ['4. März 2024', '2024-03-04', '2024-03-04'],
  ['4 de marzo de 2024', '2024-03-04', '2024-03-04'],
  ['March 4th, 2024', '2024-03-04', '2024-03-04'],
  ['2024-Mar-04', '2024-03-04', '2024-03-04'],
  ['Mon, Mar 4, 2024', '2024-03-04', '2024-03-04'],
  ['Mo., 04.03.2024', '2024-03-04', '2024-04-03'],
  ['lundi 4 mars 2024', '2024-03-04', '2024-03-04'],
  ['segunda-feira, 4 de março de 2024', '2024-03-04', '2024-03-04'],
  ['20240304', '2024-03-04', '2024-03-04'],
  ['13.04.2024 r.', '2024-04-13', undefined],
  ['13.04.2024 г.', '2024-04-13', undefined],
  ['20241304', undefined, undefined],
  ['Total 4', undefined, undefined],
  ['31 June 2024', undefined, undefined],
  ['4. 3. 2024', '2024-03-04', '2024-04-03'],
  ['2024. 3. 4.', '2024-03-04', '2024-03-04'],
  ['2024年3月4日', '2024-03-04', '2024-03-04'],
  ['2024년 3월 4일', '2024-03-04', '2024-03-04'],
  ['', undefined, undefined],
])('%s is %s with the day first, %s with the month first', (text, dmy, mdy) => {
  const readings = readDate(text)
  expect([readings?.dmy, readings?.mdy]).toEqual([dmy, mdy])
})

test.each([
  ['23.11.26', 'has no year of four digits: write 2026-11-23'],
  ['23/Nov/26', 'has no year of four digits: write 2026-11-23'],
  ['Nov 23, 26', 'has no year of four digits: write 2026-11-23'],
  ['29/02/2023', 'does not exist in the calendar'],
  ['30 Feb 2026', 'does not exist in the calendar'],
  ['46349', "is not a date; as a spreadsheet's number it is 2026-11-23: format the column as a date"],
  ['Dez 23, 26', 'has no year of four digits: write 2026-11-23'],
  ['Montag', 'is not a date: write 2026-11-23'],
  [
    '2026-11-23T23:30:00.000Z',
    'is a time in UTC, which does not say the day for the person: write the local date, as 2026-11-23',
  ],
])('%s %s', (text, fault) => {
  expect(dateFault(text)).toBe(fault)
})

test.each([
  ['2026-02-01', '2026-02-01'],
  ['01.02.2026', '2026-02-01'],
  ['13/02/2026', '2026-02-13'],
  ['2/13/2026', '2026-02-13'],
  ['2/2/2026', '2026-02-02'],
  ['1. Februar 2026', '2026-02-01'],
  ['01/02/2026', undefined],
  ['30.02.2026', undefined],
  ['02.13.2026', undefined],
  ['soon', undefined],
])('%s by itself is %s', (text, date) => {
  expect(dateByItself(text)).toBe(date)
})

test('every day that is written is read, in either order', () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, fc.constantFrom('/', '.', '-'), (instant, mark) => {
      const date = instant.toISOString().slice(0, 10)
      const [year, month, dayOfMonth] = date.split('-')
      expect(readDate([year, month, dayOfMonth].join(mark))?.dmy).toBe(date)
      expect(readDate([dayOfMonth, month, year].join(mark))?.dmy).toBe(date)
      expect(readDate([month, dayOfMonth, year].join(mark))?.mdy).toBe(date)
    }),
  )
})

test('days are counted over months and years', () => {
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
  expect(daysBetween('2024-01-01', '2023-12-31')).toBe(-1)
  expect(daysBetween('2024-01-01', '2024-01-01')).toBe(0)
})
