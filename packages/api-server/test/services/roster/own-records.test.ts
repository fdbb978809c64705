import type { Person } from 'timesheets-sdk/model'
import { expect, test } from 'vitest'
import { ownRecords } from '../../../src/services/roster/own-records.ts'

function person(name: string): Person {
  return {
    userId: 'ann',
    name,
    kind: 'employee',
    expectedHoursPerWeek: 40,
    activeFrom: '2026-01-01',
    timeZone: 'Etc/UTC',
    updatedAt: '2026-11-24T12:00:00.000Z',
  }
}

test('a record is looked up once a second', async () => {
  let nowMs = 0
  let lookUps = 0
  const records = ownRecords(
    async () => person(`Ann ${++lookUps}`),
    () => nowMs,
  )
  expect(await records.of('ann')).toMatchObject({ name: 'Ann 1' })
  nowMs = 999
  expect(records.of('ann')).toMatchObject({ name: 'Ann 1' })
  nowMs = 1_000
  expect(await records.of('ann')).toMatchObject({ name: 'Ann 2' })
})

test('nobody in the roster is kept, too', async () => {
  const records = ownRecords(
    async () => undefined,
    () => 0,
  )
  expect(await records.of('ann')).toBeNull()
  expect(records.of('ann')).toBeNull()
})

test('what was read while it was changed is not kept', async () => {
  let response = (_: Person) => {}
  let lookUps = 0
  const records = ownRecords(
    () => {
      lookUps++
      return new Promise<Person>((resolve) => {
        response = resolve
      })
    },
    () => 0,
  )
  const before = records.of('ann')
  records.forget('ann')
  response(person('as it was'))
  expect(await before).toMatchObject({ name: 'as it was' })
  const after = records.of('ann')
  response(person('as it is'))
  expect(await after).toMatchObject({ name: 'as it is' })
  expect(lookUps).toBe(2)
})

test('a look-up that fails is tried again', async () => {
  let fails = true
  const records = ownRecords(
    async () => {
      if (fails) throw new Error('the database is away')
      return person('Ann')
    },
    () => 0,
  )
  await expect(records.of('ann')).rejects.toThrow('away')
  fails = false
  expect(await records.of('ann')).toMatchObject({ name: 'Ann' })
})
