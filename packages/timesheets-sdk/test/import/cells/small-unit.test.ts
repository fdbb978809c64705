import { expect, test } from 'vitest'
import { hasHourUnit, smallUnitOf } from '../../../src/import/cells/small-unit.ts'

test.each<[string, string | undefined]>([
  ['Minutes', 'minutes'],
  ['Duration (min)', 'minutes'],
  ['duration_minutes', 'minutes'],
  ['Dauer in Minuten', 'minutes'],
  ['timeSpentSeconds', 'seconds'],
  ['Total sec.', 'seconds'],
  ['Durée (mn)', 'minutes'],
  ['Timer (min)', 'minutes'],
  ['Time (min)', 'minutes'],
  ['時間（分）', 'minutes'],
  ['Tempo in secondi', 'seconds'],
  ['Hours', undefined],
  ['Time (h:min)', undefined],
  ['Hours and minutes', undefined],
  ['Administration', undefined],
  ['Time', undefined],
  ['時間', undefined],
  ['Horas y minutos', undefined],
  ['Time (p.m.)', undefined],
])('a column %s has numbers of %s', (name, unit) => {
  expect(smallUnitOf(name)).toBe(unit)
})

test.each([
  ['Hours', true],
  ['Duration (h)', true],
  ['Stunden', true],
  ['totalHours', true],
  ['Dauer', false],
  ['Time', false],
  ['Duration (min)', false],
])('the hour is the unit of a column %s: %s', (name, expected) => {
  expect(hasHourUnit(name)).toBe(expected)
})
