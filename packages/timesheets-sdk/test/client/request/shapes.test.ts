import { expect, test } from 'vitest'
import { faultIn, type Shape } from '../../../src/client/request/shapes.ts'
import { operations } from '../../../src/contract/operations.ts'
import { routes } from '../../../src/contract/routes.ts'

const shape: Shape = { name: 'string', at: 'string or null', items: [{ count: 'number', on: 'boolean' }] }

test.each<[string | undefined, unknown]>([
  [undefined, { name: 'a', at: null, items: [] }],
  [
    undefined,
    { name: 'a', at: 'b', items: [{ count: 1, on: true }, 'only the first is looked at'], more: 1 },
  ],
  ['', null],
  ['', []],
  ['', 'text'],
  ['name', { at: null, items: [] }],
  ['at', { name: 'a', items: [] }],
  ['items', { name: 'a', at: null, items: {} }],
  ['items.0', { name: 'a', at: null, items: [1] }],
  ['items.0.on', { name: 'a', at: null, items: [{ count: 1, on: 'yes' }] }],
])('the fault is %j in %j', (fault, value) => {
  expect(faultIn(value, shape)).toBe(fault)
})

test('the statuses of success are those that the contract has responses for', () => {
  for (const [name, { successes }] of Object.entries(routes)) {
    const { responses } = operations[name as keyof typeof operations]
    expect(successes.map(String), name).toEqual(Object.keys(responses))
  }
})
