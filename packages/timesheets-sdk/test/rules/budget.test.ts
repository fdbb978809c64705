import { expect, test } from 'vitest'
import { budgetUse } from '../../src/rules/budget.ts'

test.each([
  [0, 'within'],
  [80 * 60, 'within'],
  [80 * 60 + 1, 'low'],
  [100 * 60, 'low'],
  [100 * 60 + 1, 'over'],
] as const)('of a budget of 100 hours, %i minutes are %s', (usedMinutes, state) => {
  expect(budgetUse(100, usedMinutes)).toEqual({
    budgetMinutes: 6_000,
    usedMinutes,
    share: usedMinutes / 6_000,
    state,
  })
})
