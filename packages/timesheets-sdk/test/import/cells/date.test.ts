import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysBetween, readDate } from '../../../src/import/cells/date.ts'

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
  ['4 March 2024', undefined, undefined],
  ['', undefined, undefined],
])('%s is %s with the day first, %s with the month first', (text, dmy, mdy) => {
  const readings = readDate(text)
  expect([readings?.dmy, readings?.mdy]).toEqual([dmy, mdy])
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
