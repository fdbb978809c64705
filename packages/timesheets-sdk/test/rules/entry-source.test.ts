import { describe, expect, test } from 'vitest'
import type { PolicySource } from '../../src/model/index.ts'
import { sourceOf, sourcesMadeOverall } from '../../src/rules/index.ts'
import { machineCaller, personCaller } from '../../src/testing/callers.ts'

const machine = machineCaller('m2m-push')
const ann = personCaller('auth0|ann')
const erp: PolicySource = { name: 'erp', clients: ['m2m-push', 'spa'], externalIds: 'overall' }
const trackers: PolicySource = { name: 'trackers', clients: ['m2m-push', 'spa'], externalIds: 'per_person' }
const sources = [erp, trackers]
const refused = { code: 'source_not_allowed' }

describe('the source of a push', () => {
  test('is the client by default, with ids per person only for people', () => {
    expect(sourceOf(machine, undefined, { sources })).toMatchObject({ name: 'm2m-push', isPerPerson: false })
    expect(sourceOf(ann, undefined, { sources })).toMatchObject({ name: 'spa', isPerPerson: true })
    expect(sourceOf(machine, 'm2m-push', { sources: [] })).toMatchObject({ name: 'm2m-push' })
  })

  test('is one that the policy allows the client', () => {
    expect(sourceOf(machine, 'erp', { sources })).toMatchObject({ name: 'erp', isPerPerson: false })
    expect(sourceOf(machine, 'trackers', { sources })).toMatchObject({ name: 'trackers', isPerPerson: true })
    expect(sourceOf(ann, 'trackers', { sources })).toMatchObject({ name: 'trackers', isPerPerson: true })
  })

  test('is refused if it is unknown, of other clients, or a person could see ids of others', () => {
    expect(sourceOf(machine, 'crm', { sources })).toMatchObject(refused)
    expect(sourceOf(machineCaller('m2m-other'), 'erp', { sources })).toMatchObject(refused)
    expect(sourceOf(machine, 'm2m-other', { sources: [] })).toMatchObject(refused)
    expect(sourceOf(ann, 'erp', { sources })).toMatchObject(refused)
  })
})

test('a source must not lose its ids per person by being changed, added or removed', () => {
  const overall = { ...trackers, externalIds: 'overall' as const }
  expect(sourcesMadeOverall(sources, sources)).toEqual([])
  expect(sourcesMadeOverall(sources, [erp, overall])).toEqual(['trackers'])
  expect(sourcesMadeOverall(sources, [erp])).toEqual(['trackers'])
  expect(sourcesMadeOverall([trackers], sources)).toEqual(['erp'])
  expect(sourcesMadeOverall([erp], [{ ...erp, externalIds: 'per_person' }])).toEqual([])
})
