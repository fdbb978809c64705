import { describe, expect, test } from 'vitest'
import { TimesheetsError } from '../../src/client/errors.ts'
import { isWorthRetrying, readRetryAfterMs, retryDelayMs, retryPolicy } from '../../src/client/retry.ts'

const nowMs = Date.parse('2026-11-24T12:00:00Z')

describe('Retry-After', () => {
  test.each([
    ['0', 0],
    ['120', 120_000],
    [' 5 ', 5_000],
    ['Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
    ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-1', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s ms', (header, expected) => {
    expect(readRetryAfterMs(header, nowMs)).toBe(expected)
  })
})

describe('what is sent again', () => {
  const withStatus = (status: number, code = 'unexpected_status') => new TimesheetsError(code, '', { status })

  test.each([408, 429, 500, 502, 503, 504])('after %i', (status) => {
    expect(isWorthRetrying(withStatus(status), true)).toBe(true)
  })

  test.each([400, 401, 403, 404, 409, 412, 422, 501, 505])('not after %i', (status) => {
    expect(isWorthRetrying(withStatus(status), true)).toBe(false)
  })

  test('after a network failure, a timeout and while an earlier try is still at work', () => {
    const codes = ['network_error', 'timeout', 'idempotency_key_in_use']
    expect(codes.map((code) => isWorthRetrying(new TimesheetsError(code, ''), true))).toEqual([
      true,
      true,
      true,
    ])
  })

  test('not repeatable: only what the API did not look at', () => {
    expect(isWorthRetrying(withStatus(429), false)).toBe(true)
    expect(isWorthRetrying(withStatus(503), false)).toBe(false)
    expect(isWorthRetrying(new TimesheetsError('network_error', ''), false)).toBe(false)
  })
})

describe('delays', () => {
  const policy = retryPolicy({ minDelayMs: 100, maxDelayMs: 1_000 })
  const error = new TimesheetsError('network_error', '')

  test.each([
    [1, 100],
    [2, 200],
    [3, 400],
    [5, 1_000],
    [60, 1_000],
  ])('before the try after number %i: at most %i ms, and not always the same', (attempt, ceiling) => {
    const delays = Array.from({ length: 50 }, () => retryDelayMs(attempt, error, policy))
    expect(Math.max(...delays)).toBeLessThanOrEqual(ceiling)
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0)
    expect(new Set(delays).size).toBeGreaterThan(1)
  })

  test('begin after what Retry-After asks for', () => {
    const asked = new TimesheetsError('rate_limited', '', { status: 429, retryAfterMs: 5_000 })
    const delayMs = retryDelayMs(1, asked, policy)
    expect(delayMs).toBeGreaterThanOrEqual(5_000)
    expect(delayMs).toBeLessThanOrEqual(5_100)
  })
})
