import { machineCaller } from 'timesheets-sdk/testing'
import { expect, it } from 'vitest'
import { putNamed, withoutNamed } from '../../../src/features/settings/named-list.ts'
import { PolicyConflict, storePolicy } from '../../../src/features/settings/policy-change.ts'
import { FakeNetwork } from '../../support/fake-client.ts'

const administrator = machineCaller('admin', { scopes: ['read:timesheets', 'manage:timesheets'] })

function setUp() {
  const network = new FakeNetwork({ callerOf: () => administrator })
  return { network, client: network.client() }
}

it('does not overwrite what somebody else has changed, and stores a change on top of it', async () => {
  const { client } = setUp()
  const seen = await client.policy.get()
  const theirs = await client.policy.update({ sources: [source('b')], maxHoursPerDay: 12 })
  const mine = ({ sources }: typeof seen) => ({ sources: putNamed(sources, undefined, source('a')) })
  const conflict = await storePolicy(client, mine, seen).catch((error: unknown) => error)
  expect(conflict).toBeInstanceOf(PolicyConflict)
  expect(conflict).toMatchObject({ theirs })
  await storePolicy(client, mine, theirs)
  expect(await client.policy.get()).toMatchObject({ sources: [source('b'), source('a')], maxHoursPerDay: 12 })
})

it('does not conflict with itself where the response was lost', async () => {
  const { network, client } = setUp()
  const seen = await client.policy.get()
  const change = () => ({ maxHoursPerDay: 10 })
  network.losesNextResponse = true
  await expect(storePolicy(client, change, seen)).rejects.toMatchObject({ kind: 'unreachable' })
  expect(await storePolicy(client, change, seen)).toMatchObject({ maxHoursPerDay: 10 })
})

it('replaces an item of a list by its name, adds a new one, and removes one', () => {
  const list = [source('a'), source('b')]
  const changed = { ...source('a'), clients: ['x'] }
  expect(putNamed(list, 'a', changed)).toEqual([changed, source('b')])
  expect(putNamed(list, undefined, source('c'))).toEqual([...list, source('c')])
  expect(withoutNamed(list, 'a')).toEqual([source('b')])
})

function source(name: string) {
  return { name, clients: [], externalIds: 'overall' as const }
}
