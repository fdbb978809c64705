import { expect, it } from 'vitest'
import { changedMembers, summaryOf } from '../../../src/features/settings/changed-members.ts'

it('names the members that differ, without those that change with everything else', () => {
  const before = { name: 'Ada', hoursByWeekday: [8, 8], updatedAt: 'then', version: 1, kind: 'employee' }
  const after = {
    name: 'Ada',
    hoursByWeekday: [8, 6],
    updatedAt: 'now',
    version: 2,
    email: 'ada@abc.example',
  }
  expect(changedMembers(before, after)).toEqual([
    { member: 'hoursByWeekday', before: '[8,8]', after: '[8,6]' },
    { member: 'kind', before: 'employee', after: '' },
    { member: 'email', before: '', after: 'ada@abc.example' },
  ])
  expect(changedMembers(null, after)).toEqual([])
})

it('sums up what was added or removed', () => {
  expect(summaryOf(null, { date: '2026-11-23', project: 'ACME', hours: 2, id: 'x' })).toBe(
    '2026-11-23 · ACME · 2',
  )
  expect(summaryOf({ name: 'Ada' }, null)).toBe('Ada')
  expect(summaryOf({ name: 'Ada' }, { name: 'Eve' })).toBe('')
})
