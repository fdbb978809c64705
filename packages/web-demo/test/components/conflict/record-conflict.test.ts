import { machineCaller } from 'timesheets-sdk/testing'
import { expect, it } from 'vitest'
import type { ApiClient } from '../../../src/api/client.ts'
import {
  addUnlessTaken,
  changeUnlessOvertaken,
  mergeValues,
  RecordConflict,
} from '../../../src/components/conflict/record-conflict.ts'
import { FakeNetwork } from '../../support/fake-client.ts'

const administrator = machineCaller('admin', { scopes: ['read:timesheets', 'manage:timesheets'] })

async function setUp() {
  const client = new FakeNetwork({ callerOf: () => administrator }).client()
  const { projects } = client
  await projects.put('ACME', { name: 'Acme' })
  const seen = await projects.get('ACME')
  const rename = (name: string) =>
    changeUnlessOvertaken(
      () => projects.put('ACME', { name }, { basedOn: seen }),
      () => projects.get('ACME'),
    )
  return { client, projects, rename }
}

it('does not overwrite what somebody else has changed, and gives what it is now', async () => {
  const { projects, rename } = await setUp()
  await projects.put('ACME', { name: 'Theirs' })
  const theirs = await projects.get('ACME')
  const conflict = await rename('Mine').catch((error: unknown) => error)
  expect(conflict).toBeInstanceOf(RecordConflict)
  expect(conflict).toMatchObject({ theirs })
  expect(await projects.get('ACME')).toMatchObject({ name: 'Theirs' })
  // Both made the same of it.
  expect(await rename('Theirs')).toMatchObject({ name: 'Theirs' })
})

it('does not overwrite what exists when it is added, and says who added it', async () => {
  const { client, projects } = await setUp()
  const add = (code: string) =>
    addUnlessTaken(
      client,
      { type: 'project', code },
      () => projects.put(code, { name: 'Mine' }, { ifNoneMatch: '*' }),
      () => projects.get(code),
    )
  const expected = { name: 'RecordConflict', theirs: { name: 'Acme' } }
  await expect(add('ACME')).rejects.toMatchObject({ ...expected, addedBy: administrator.subject })
  expect(await projects.get('ACME')).toMatchObject({ name: 'Acme' })
  expect(await add('GLOBEX')).toMatchObject({ name: 'Mine' })
})

it('tells of a record that exists also if the log does not say who added it', async () => {
  const events = { page: () => Promise.reject(new Error('not readable')) } as unknown as ApiClient['events']
  const { projects } = await setUp()
  const add = addUnlessTaken(
    { events },
    { type: 'project', code: 'ACME' },
    () => projects.put('ACME', { name: 'Mine' }, { ifNoneMatch: '*' }),
    () => projects.get('ACME'),
  )
  await expect(add).rejects.toMatchObject({ theirs: { name: 'Acme' }, addedBy: undefined })
})

it('does not bring back what somebody else has removed', async () => {
  const { projects, rename } = await setUp()
  await projects.delete('ACME')
  await expect(rename('Mine')).rejects.toMatchObject({ name: 'RecordConflict', theirs: undefined })
  await expect(projects.get('ACME')).rejects.toMatchObject({ code: 'not_found' })
})

it('takes the values that only one of both has changed, and tells those that both have', () => {
  const base = { name: 'Acme', client: '', budget: '80', billable: true, currency: 'EUR' }
  const mine = { ...base, name: 'Mine', client: 'Acme', currency: 'USD' }
  const theirs = { ...base, name: 'Theirs', budget: '90', billable: false, currency: 'USD' }
  expect(mergeValues(base, mine, theirs)).toEqual({
    merged: { name: 'Mine', client: 'Acme', budget: '90', billable: false, currency: 'USD' },
    contested: ['name'],
    theirsAlone: ['budget', 'billable'],
  })
})
