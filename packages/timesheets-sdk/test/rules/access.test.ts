import { describe, expect, test } from 'vitest'
import { maySee, mayWrite, ownerForReading, ownerForWriting } from '../../src/rules/index.ts'
import { machineCaller, personCaller } from '../../src/testing/callers.ts'

const ada = personCaller('auth0|ada')
const approver = personCaller('auth0|boss', { scopes: ['approve:timesheets'] })
const machine = machineCaller('payroll', { scopes: [] })

describe.each([
  ['a person', ada, 'auth0|ada', { sees: true, writes: true }],
  ['a person', ada, 'auth0|ben', { sees: false, writes: false }],
  ['an approver', approver, 'auth0|ben', { sees: true, writes: false }],
  ['an approver', approver, 'auth0|boss', { sees: true, writes: true }],
  ['a machine', machine, 'auth0|ben', { sees: true, writes: true }],
])('%s', (_, caller, owner, { sees, writes }) => {
  test(`${sees ? 'sees' : 'does not see'} and ${writes ? 'writes' : 'does not write'} what is ${owner}'s`, () => {
    expect(maySee(caller, owner)).toBe(sees)
    expect(mayWrite(caller, owner)).toBe(writes)
    expect(ownerForReading(caller, owner)).toBe(sees ? owner : undefined)
    expect(ownerForWriting(caller, owner)).toEqual(
      writes ? owner : expect.objectContaining({ code: 'not_your_timesheet', path: '/userId' }),
    )
  })
})

test('who names nobody means themselves; a machine has no self', () => {
  expect([ownerForReading(ada, undefined), ownerForWriting(ada, undefined)]).toEqual([
    'auth0|ada',
    'auth0|ada',
  ])
  expect(ownerForReading(machine, undefined)).toMatchObject({ code: 'user_id_required' })
  expect(ownerForWriting(machine, undefined)).toMatchObject({ code: 'user_id_required' })
})
