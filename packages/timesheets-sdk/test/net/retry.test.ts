import { describe, expect, test } from 'vitest'
import { isUnavailable, readRetryAfterMs, retryDelayMs } from '../../src/net/retry.ts'

const nowMs = Date.parse('2026-11-24T12:00:00Z')

describe('Retry-After', () => {
  test.each([
    ['0', 0],
    ['120', 120_000],
    [' 5 ', 5_000],
    ['999999999999', 999_999_999_999_000],
    ['0.5', undefined],
    ['Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
    ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
    ['Tuesday, 24-Nov-26 12:00:30 GMT', 30_000],
    ['soon', undefined],
    ['-1', undefined],
    ['2026-11-24T12:00:30Z', undefined],
    [null, undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s ms', (header, expected) => {
    expect(readRetryAfterMs(header, nowMs)).toBe(expected)
  })
})

describe('delays', () => {
  const policy = { minDelayMs: 100, maxDelayMs: 1_000 }

  test.each([
    [1, 100],
    [2, 200],
    [3, 400],
    [5, 1_000],
    [60, 1_000],
  ])(
    'before the try after number %i: half of %i ms to all of it, and not always the same',
    (attempt, ceiling) => {
      const delays = Array.from({ length: 50 }, () => retryDelayMs(attempt, undefined, policy))
      expect(Math.max(...delays)).toBeLessThanOrEqual(ceiling)
      expect(Math.min(...delays)).toBeGreaterThanOrEqual(ceiling / 2)
      expect(new Set(delays).size).toBeGreaterThan(1)
    },
  )

  test('begin after what Retry-After asks for', () => {
    const delayMs = retryDelayMs(1, 5_000, policy)
    expect(delayMs).toBeGreaterThanOrEqual(5_000)
    expect(delayMs).toBeLessThanOrEqual(5_100)
  })
})

test('a status that says to come back later is the same for tokens and for calls', () => {
  const statuses = [200, 400, 401, 404, 408, 409, 425, 429, 500, 501, 502, 503, 504, 505]
  expect(statuses.filter(isUnavailable)).toEqual([408, 429, 500, 502, 503, 504])
})
