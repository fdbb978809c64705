import { expect, test } from 'vitest'
import type { AbsenceKind, Scope } from '../../src/model/index.ts'
import {
  judgeAbsence,
  judgeManager,
  keepsRoster,
  maySeeInRoster,
  needsManagerLookup,
  rosterReachOf,
} from '../../src/rules/index.ts'
import { machineCaller, personCaller } from '../../src/testing/callers.ts'

test.each<[name: string, managers: string[], words: string | undefined]>([
  ['somebody else', ['boss'], undefined],
  ['somebody whose managers are others', ['boss', 'chief', 'owner'], undefined],
  ['oneself', ['ann'], 'ann would be their own manager'],
  ['one of one’s people', ['bob', 'ann'], 'ann reports to bob reports to ann'],
  ['somebody further down', ['cy', 'bob', 'ann', 'boss'], 'ann reports to cy reports to bob reports to ann'],
])('a manager: %s', (_, managers, words) => {
  const violation = judgeManager('ann', managers)
  if (words === undefined) return expect(violation).toBeUndefined()
  expect(violation).toMatchObject({ code: 'manager_cycle', path: '/managerId' })
  expect(violation?.message).toContain(words)
})

const recorded = [
  { from: '2026-11-09', to: '2026-11-13', kind: 'vacation' as AbsenceKind },
  { from: '2026-11-23', to: '2026-11-23', kind: 'sick' as AbsenceKind },
]

test.each([
  ['2026-11-16', '2026-11-20', undefined],
  ['2026-11-14', '2026-11-22', undefined],
  // The same first day: it is replaced.
  ['2026-11-09', '2026-11-10', undefined],
  ['2026-11-23', '2026-12-24', undefined],
  ['2026-11-13', '2026-11-13', 'absence_overlaps'],
  ['2026-11-01', '2026-11-09', 'absence_overlaps'],
  ['2026-11-01', '2026-12-31', 'absence_overlaps'],
  ['2026-11-09', '2026-11-30', 'absence_overlaps'],
  ['2026-11-24', '2026-11-23', 'out_of_range'],
])('an absence from %s to %s: %s', (from, to, code) => {
  expect(judgeAbsence({ from, to }, recorded)?.code).toBe(code)
})

test('an absence that is in the way is named', () => {
  expect(judgeAbsence({ from: '2026-11-20', to: '2026-11-25' }, recorded)?.message).toBe(
    'overlaps 2026-11-23 to 2026-11-23 (sick), which is already recorded: change or remove that one first',
  )
})

const person = (...scopes: Scope[]) => personCaller('ann', { scopes })
const read = 'read:timesheets'
const approve = 'approve:timesheets'
const manage = 'manage:timesheets'

test.each([
  ['a reader', person(read), 'own', { self: true, own: false, none: false, others: false }],
  ['an approver', person(read, approve), 'managed', { self: true, own: true, none: true, others: false }],
  [
    'an approver of all',
    person(approve, 'approve:any'),
    'all',
    { self: true, own: true, none: true, others: true },
  ],
  ['a keeper', person(manage), 'all', { self: true, own: true, none: true, others: true }],
  [
    'a machine that keeps',
    machineCaller('m2m', { scopes: [manage] }),
    'all',
    { self: true, own: true, none: true, others: true },
  ],
  [
    'a machine that reads',
    machineCaller('m2m', { scopes: [read] }),
    'own',
    { self: true, own: true, none: true, others: true },
  ],
] as const)('what %s sees of the roster', (_, caller, reach, sees) => {
  expect(rosterReachOf(caller)).toBe(reach)
  expect({
    self: maySeeInRoster(caller, 'ann', 'boss'),
    own: maySeeInRoster(caller, 'bob', 'ann'),
    none: maySeeInRoster(caller, 'bob', null),
    others: maySeeInRoster(caller, 'bob', 'boss'),
  }).toEqual(sees)
})

test('the manager of somebody is asked for where it matters alone', () => {
  expect(needsManagerLookup(person(approve), 'bob')).toBe(true)
  expect(needsManagerLookup(person(approve, manage), 'bob')).toBe(false)
  expect(needsManagerLookup(person(approve, 'approve:any'), 'bob')).toBe(false)
  expect(needsManagerLookup(person(approve), 'ann')).toBe(false)
  expect(needsManagerLookup(person(read), 'bob')).toBe(false)
  expect(keepsRoster(person(read, approve))).toBe(false)
})
