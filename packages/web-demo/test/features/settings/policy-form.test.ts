import { defaultPolicy } from 'timesheets-sdk/model'
import { expect, it } from 'vitest'
import { policyPatch, policyProblems, policyValues } from '../../../src/features/settings/policy-form.ts'

const values = policyValues(defaultPolicy)

it('changes only the members whose fields were changed', () => {
  expect(policyPatch(values, defaultPolicy)).toEqual({})
  const changed = {
    ...values,
    maxHoursPerDay: '12,5',
    lockedThrough: '2026-10-31',
    unlistedProjects: 'refuse',
  }
  expect(policyPatch(changed, defaultPolicy)).toEqual({
    maxHoursPerDay: 12.5,
    lockedThrough: '2026-10-31',
    unlistedProjects: 'refuse',
  })
})

it('opens a closed period when the date is emptied', () => {
  const closed = { ...defaultPolicy, lockedThrough: '2026-10-31' }
  expect(policyPatch({ ...policyValues(closed), lockedThrough: '' }, closed)).toEqual({ lockedThrough: null })
})

it('finds the problems that the API would find, by field', () => {
  const wrong = { ...values, maxHoursPerDay: '25', incrementMinutes: 'some' }
  expect([...policyProblems(wrong, defaultPolicy).keys()].sort()).toEqual([
    'incrementMinutes',
    'maxHoursPerDay',
  ])
})
