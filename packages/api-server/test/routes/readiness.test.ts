import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readinessOf } from '../../src/routes/readiness.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a database that does not respond in time is unavailable', async () => {
  const reasons: string[] = []
  const isReady = readinessOf(
    () => new Promise(() => {}),
    (reason) => reasons.push(reason),
  )
  const response = isReady()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await response).toBe(false)
  expect(reasons).toEqual(['no response within 2 seconds'])
})

test('those who ask at the same time share one question', async () => {
  let asked = 0
  let response: () => void = () => {}
  const isReady = readinessOf(() => {
    asked++
    return new Promise((resolve) => {
      response = resolve
    })
  }, expect.unreachable)
  const responses = [isReady(), isReady(), isReady()]
  response()
  expect(await Promise.all(responses)).toEqual([true, true, true])
  expect(asked).toBe(1)
  const later = isReady()
  response()
  await later
  expect(asked).toBe(2)
})

test('the reason is told once until it is another one, or the database was available', async () => {
  const reasons: string[] = []
  const results = ['full', 'full', 'locked', undefined, 'locked']
  const isReady = readinessOf(
    async () => {
      const reason = results.shift()
      if (reason) throw new Error('unavailable', { cause: new Error(reason) })
    },
    (reason) => reasons.push(reason),
  )
  const ready: boolean[] = []
  while (results.length > 0) ready.push(await isReady())
  expect(ready).toEqual([false, false, false, true, false])
  expect(reasons).toEqual(['full', 'locked', 'locked'])
})
