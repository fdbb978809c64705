import { expect, test } from 'vitest'
import { defaultSchedule, retryDelayMs } from '../../src/webhooks/schedule.ts'

test('the delays grow, then stay at the last one', () => {
  const exact = { ...defaultSchedule, jitter: 0 }
  expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map((failures) => retryDelayMs(failures, exact) / 1_000)).toEqual([
    5, 30, 120, 600, 3_600, 10_800, 21_600, 21_600, 21_600,
  ])
})

test('an endpoint can ask for a longer delay, up to the last one', () => {
  const delays = [undefined, 1_000, 60_000, 86_400_000].map((retryAfterMs) =>
    retryDelayMs(1, { ...defaultSchedule, jitter: 0 }, retryAfterMs),
  )
  expect(delays).toEqual([5_000, 5_000, 60_000, 21_600_000])
})

test('each delay varies at random, so that retries do not all happen at the same time', () => {
  const delays = Array.from({ length: 200 }, () => retryDelayMs(2, defaultSchedule))
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(24_000)
  expect(Math.max(...delays)).toBeLessThanOrEqual(36_000)
  expect(new Set(delays).size).toBeGreaterThan(100)
})
