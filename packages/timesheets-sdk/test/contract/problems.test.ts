import { expect, test } from 'vitest'
import {
  isProblemCode,
  problem,
  problemKinds,
  problemOfViolations,
  problemSchema,
} from '../../src/contract/index.ts'

test('every code makes a problem that is one by its schema', () => {
  for (const code of Object.keys(problemKinds).filter(isProblemCode)) {
    expect(problemSchema.safeParse(problem(code, 'detail')).success).toBe(true)
  }
})

test('the problem of violations has the code and status of the first, and tells of all', () => {
  const violations = [
    { code: 'week_locked', message: 'week 2026-W48 is approved', path: '/date' },
    { code: 'hours_over_day', message: '25 hours', path: '/hours' },
  ]
  expect(problemOfViolations(violations, { id: 'x' })).toEqual({
    type: 'about:blank',
    title: 'Week locked',
    status: 409,
    code: 'week_locked',
    detail: 'week 2026-W48 is approved; 25 hours',
    errors: [
      { pointer: '/date', code: 'week_locked', message: 'week 2026-W48 is approved' },
      { pointer: '/hours', code: 'hours_over_day', message: '25 hours' },
    ],
    id: 'x',
  })
})

test('a code that the API has no problem for is invalid content', () => {
  expect(problemOfViolations([{ code: 'toString', message: 'odd', path: '' }])).toMatchObject({
    code: 'invalid_value',
    status: 422,
    errors: [{ code: 'toString' }],
  })
})

test('no violations are no problem', () => {
  expect(() => problemOfViolations([])).toThrow(RangeError)
})
