import { describe, expect, test } from 'vitest'
import {
  dependsOnRoster,
  maySee,
  mayWrite,
  ownerForReading,
  ownerForWriting,
  reachOf,
} from '../../src/rules/index.ts'
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
    expect(maySee(caller, owner, null)).toBe(sees)
    expect(mayWrite(caller, owner)).toBe(writes)
    expect(ownerForReading(caller, owner, null)).toBe(sees ? owner : undefined)
    expect(ownerForWriting(caller, owner)).toEqual(
      writes ? owner : expect.objectContaining({ code: 'not_your_timesheet', path: '/userId' }),
    )
  })
})

test('who names nobody, or reads what is "me", means themselves; a machine has no self', () => {
  expect(ownerForReading(ada, 'me', null)).toBe('auth0|ada')
  expect(ownerForReading(machine, 'me', null)).toMatchObject({ code: 'user_id_required' })
  expect([ownerForReading(ada, undefined, null), ownerForWriting(ada, undefined)]).toEqual([
    'auth0|ada',
    'auth0|ada',
  ])
  expect(ownerForReading(machine, undefined, null)).toMatchObject({ code: 'user_id_required' })
  expect(ownerForWriting(machine, undefined)).toMatchObject({ code: 'user_id_required' })
})

test('a machine that reads everyone without a scope for it is told the scopes, and one that writes is not', () => {
  const scopes = expect.stringContaining('everyone=true requires approve:timesheets, or read:all-timesheets')
  expect(ownerForReading(machine, undefined, null)).toMatchObject({ message: scopes })
  expect(ownerForWriting(machine, undefined)).not.toMatchObject({ message: scopes })
})

describe('an approver sees', () => {
  const approverOfAll = personCaller('auth0|boss', { scopes: ['approve:timesheets', 'approve:any'] })
  const reporter = personCaller('auth0|ann', { scopes: ['read:timesheets', 'approve:any'] })

  test.each([
    ['those who report to nobody', approver, null, true],
    ['those who report to them', approver, 'auth0|boss', true],
    ['nobody who reports to another', approver, 'auth0|other', false],
    ['with approve:any, those who report to another', approverOfAll, 'auth0|other', true],
    ['nobody under an id that nobody has, as if it reported to another', approver, undefined, false],
  ])('%s', (_, caller, managerId, sees) => {
    expect(maySee(caller, 'auth0|ben', managerId)).toBe(sees)
  })

  test('nobody by approve:any alone', () => {
    expect(maySee(reporter, 'auth0|ben', null)).toBe(false)
  })

  test('themselves, under any manager, without a look at the roster', () => {
    expect(maySee(approver, 'auth0|boss', 'auth0|other')).toBe(true)
    expect(dependsOnRoster(approver, 'auth0|boss')).toBe(false)
    expect(dependsOnRoster(approver, 'auth0|ben')).toBe(true)
    expect(dependsOnRoster(approverOfAll, 'auth0|ben')).toBe(false)
  })

  test.each([
    ['own', ada],
    ['own', reporter],
    ['managed', approver],
    ['all', approverOfAll],
    ['own', machine],
    ['all', machineCaller('office', { scopes: ['approve:timesheets'] })],
  ])('lists across people reach: %s', (reach, caller) => {
    expect(reachOf(caller)).toBe(reach)
  })
})
