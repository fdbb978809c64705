import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readinessOf } from '../../src/routes/readiness.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a database that does not answer in time is away', async () => {
  const isReady = readinessOf(() => new Promise(() => {}))
  const answer = isReady()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await answer).toBe(false)
})

test('those who ask at the same time share one question', async () => {
  let asked = 0
  let answer: () => void = () => {}
  const isReady = readinessOf(() => {
    asked++
    return new Promise((resolve) => {
      answer = resolve
    })
  })
  const answers = [isReady(), isReady(), isReady()]
  answer()
  expect(await Promise.all(answers)).toEqual([true, true, true])
  expect(asked).toBe(1)
  const later = isReady()
  answer()
  await later
  expect(asked).toBe(2)
})
