import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { listPeopleQuerySchema } from '../../src/contract/people.ts'
import {
  calendarMonth,
  type Facts,
  isoWeek,
  jsonPointer,
  policyPatchSchema,
  violationsOfSchema,
} from '../../src/model/index.ts'

function violationsOf(schema: z.core.$ZodType, value: unknown) {
  const parsed = z.safeParse(schema, value)
  return parsed.success ? [] : violationsOfSchema(parsed.error, value)
}

test.each([
  [[], ''],
  [['entries', 7, 'hours'], '/entries/7/hours'],
  [['a/b', 'c~d', ''], '/a~1b/c~0d/'],
])('%j is the pointer %s', (path, pointer) => {
  expect(jsonPointer(path)).toBe(pointer)
})

test.each([
  [{ incrementMinutes: 1.5 }, 'wrong_type', 'incrementMinutes must be a whole number'],
  [{ incrementMinutes: 0 }, 'out_of_range', 'incrementMinutes must be at least 1', { minimum: 1 }],
  [{ incrementMinutes: 1_441 }, 'out_of_range', 'incrementMinutes must be at most 1440', { maximum: 1_440 }],
  [
    { holidayCalendars: Array.from({ length: 51 }, (_, index) => ({ name: `${index}`, days: [] })) },
    'out_of_range',
    'holidayCalendars must have at most 50 items',
    { maximum: 50 },
  ],
  [{ maxHoursPerDay: 0 }, 'out_of_range', 'maxHoursPerDay must be more than 0', { minimum: 0 }],
  [{ maxHoursPerDay: '8' }, 'wrong_type', 'maxHoursPerDay must be a finite number'],
  [{ lockedThrough: 'x' }, 'invalid_format', 'lockedThrough must be a date that exists, as YYYY-MM-DD'],
  [{ lockedTrough: null }, 'unknown_field', 'unknown field lockedTrough: check its spelling or remove it'],
])('%j is told as %s: %s', (value, code, message, facts?: Facts) => {
  expect(violationsOf(policyPatchSchema, value)).toEqual([
    { code, message, path: `/${Object.keys(value)[0]}`, ...facts },
  ])
})

test.each([
  ['2026-W00', 'must be a week that exists: 2026 has weeks 01 to 53', 'invalid_format'],
  ['2026-W60', 'must be a week that exists: 2026 has weeks 01 to 53', 'invalid_format'],
  ['2025-W53', 'must be a week that exists: 2025 has weeks 01 to 52', 'out_of_range'],
  ['1899-W52', 'must be between 1900-W01 and 3000-W01', 'out_of_range'],
])('the week %s %s', (week, fault, code) => {
  expect(violationsOf(isoWeek, week)).toMatchObject([{ code, message: `the value ${fault}` }])
})

test.each([
  [isoWeek, 'W48', 'must be a week, written as 2026-W48'],
  [calendarMonth, '2026-13', 'must be a month, written as 2026-11'],
  [listPeopleQuerySchema.shape.limit, '1000000000', 'must be a whole number from 1 to 1000'],
  [listPeopleQuerySchema.shape.limit, '1e3', 'must be a whole number from 1 to 1000'],
])('a text of another form is told how to write it (%#)', (schema, value, message) => {
  expect(violationsOf(schema, value)).toEqual([
    { code: 'invalid_format', message: `the value ${message}`, path: '' },
  ])
})

test('a value that is none of those possible is told with them', () => {
  expect(violationsOf(z.enum(['a', 'b']), 'c')).toEqual([
    { code: 'invalid_value', message: 'the value must be one of a, b', path: '', allowed: ['a', 'b'] },
  ])
})

test('an issue without words of its own is reported as invalid', () => {
  const schema = z.object({ x: z.union([z.string(), z.number()]) })
  expect(violationsOf(schema, { x: true })).toEqual([
    { code: 'invalid_value', message: 'x is invalid', path: '/x' },
  ])
})

test('a member of something that is not there is missing', () => {
  const schema = z.object({ outer: z.object({ inner: z.string() }) })
  expect(violationsOf(schema, { outer: {} })).toMatchObject([{ code: 'missing_field', path: '/outer/inner' }])
  expect(violationsOf(schema, { outer: null })).toMatchObject([{ code: 'wrong_type', path: '/outer' }])
})

test('formats and types without words of their own are named as they are', () => {
  expect(violationsOf(z.object({ x: z.email() }), { x: 'x' })).toMatchObject([
    { code: 'invalid_format', message: 'x must be email' },
  ])
  expect(violationsOf(z.object({ x: z.bigint() }), { x: 'x' })).toMatchObject([
    { code: 'wrong_type', message: 'x must be bigint' },
  ])
})
