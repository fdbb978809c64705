import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readinessOf } from '../../src/routes/readiness.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a database that does not respond in time is unavailable', async () => {
  const isReady = readinessOf(() => new Promise(() => {}))
  const response = isReady()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await response).toBe(false)
})

test('those who ask at the same time share one question', async () => {
  let asked = 0
  let response: () => void = () => {}
  const isReady = readinessOf(() => {
    asked++
    return new Promise((resolve) => {
      response = resolve
    })
  })
  const responses = [isReady(), isReady(), isReady()]
  response()
  expect(await Promise.all(responses)).toEqual([true, true, true])
  expect(asked).toBe(1)
  const later = isReady()
  response()
  await later
  expect(asked).toBe(2)
})
