import { validate, version } from 'uuid'
import { expect, test } from 'vitest'
import { newId } from '../../../src/services/write/new-id.ts'

// More than the pool of random bytes serves, and within few milliseconds.
const ids = Array.from({ length: 5_000 }, newId)

test('ids are UUIDs of version 7', () => {
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true)
})

test('each id is greater than the one before it', () => {
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(ids.length)
})

test('an id begins with the instant that it was made at', () => {
  const beforeMs = Date.now()
  const madeAtMs = Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16)
  expect(madeAtMs).toBeGreaterThanOrEqual(beforeMs)
  expect(madeAtMs).toBeLessThanOrEqual(Date.now())
})
