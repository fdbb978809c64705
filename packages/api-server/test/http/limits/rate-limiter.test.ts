import { expect, test } from 'vitest'
import { RateLimiter } from '../../../src/http/limits/rate-limiter.ts'

function limiterAt(clock: { nowMs: number }, maximumKeys?: number): RateLimiter {
  return new RateLimiter({
    limit: 2,
    windowMs: 60_000,
    now: () => clock.nowMs,
    ...(maximumKeys !== undefined && { maximumKeys }),
  })
}

test('each key has its own count, and no more pass than the limit', () => {
  const limiter = limiterAt({ nowMs: 0 })
  expect(limiter.take('a')).toEqual({ allowed: true, remaining: 1, secondsToReset: 60 })
  expect(limiter.take('a')).toEqual({ allowed: true, remaining: 0, secondsToReset: 60 })
  expect(limiter.take('a')).toEqual({ allowed: false, remaining: 0, secondsToReset: 60 })
  expect(limiter.take('b').allowed).toBe(true)
})

test('a new window begins with nothing counted', () => {
  const clock = { nowMs: 0 }
  const limiter = limiterAt(clock)
  for (let index = 0; index < 3; index++) limiter.take('a')
  clock.nowMs = 59_999
  expect(limiter.take('a')).toEqual({ allowed: false, remaining: 0, secondsToReset: 1 })
  clock.nowMs = 60_000
  expect(limiter.take('a')).toEqual({ allowed: true, remaining: 1, secondsToReset: 60 })
})

test('a clock that was set back keeps nobody out', () => {
  const clock = { nowMs: 10_000_000 }
  const limiter = limiterAt(clock)
  for (let index = 0; index < 3; index++) limiter.take('a')
  clock.nowMs = 5_000_000
  expect(limiter.take('a').allowed).toBe(true)
})

test('past the most keys the one counted first is forgotten', () => {
  const limiter = limiterAt({ nowMs: 0 }, 2)
  limiter.take('a')
  limiter.take('a')
  limiter.take('b')
  limiter.take('c')
  expect(limiter.take('b').remaining).toBe(0)
  expect(limiter.take('a').remaining).toBe(1)
})
