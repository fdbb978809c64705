import { describe, expect, test } from 'vitest'
import { TimesheetsError } from '../../../src/client/errors.ts'
import { isWorthRetrying } from '../../../src/client/request/retry.ts'

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
