import { expect, test } from 'vitest'
import { isSameContent } from '../../src/model/index.ts'

const project = {
  code: 'A',
  billable: true,
  rates: { currency: 'EUR', employee: 1 },
  updatedAt: '2026-11-24T12:00:00.000Z',
}

test.each([
  ['itself', project, true],
  ['in another order', { rates: { employee: 1, currency: 'EUR' }, billable: true, code: 'A' }, true],
  ['changed at another time', { ...project, updatedAt: '2027-01-01T00:00:00.000Z' }, true],
  ['with a member that says nothing', { ...project, name: undefined }, true],
  ['with a member more', { ...project, name: 'A' }, false],
  ['with another value', { ...project, billable: false }, false],
  ['with null for a value', { ...project, billable: null }, false],
  ['with another value inside', { ...project, rates: { currency: 'EUR', employee: 2 } }, false],
  ['with a member less inside', { ...project, rates: { currency: 'EUR' } }, false],
])('%s', (_, other, expected) => {
  expect(isSameContent(project, other)).toBe(expected)
  expect(isSameContent(other, project)).toBe(expected)
})
