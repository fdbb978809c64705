import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sleep } from '../../src/net/sleep.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('it takes its time', async () => {
  const done = vi.fn()
  const sleeping = sleep(1_000, new AbortController().signal).then(done)
  await vi.advanceTimersByTimeAsync(999)
  expect(done).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await sleeping
  expect(vi.getTimerCount()).toBe(0)
})

test('a signal ends it, without an error', async () => {
  const stop = new AbortController()
  const sleeping = sleep(1_000, stop.signal)
  stop.abort()
  await expect(sleeping).resolves.toBeUndefined()
  await expect(sleep(1_000, stop.signal)).resolves.toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
})
