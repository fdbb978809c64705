import { expect, test, vi } from 'vitest'
import { isAuthError } from '../../src/auth/errors.ts'
import { isTimesheetsError, TimesheetsError, type TimesheetsErrorKind } from '../../src/client/errors.ts'
import { problem } from '../../src/contract/index.ts'

const cases: [TimesheetsErrorKind, TimesheetsError][] = [
  ['unreachable', new TimesheetsError('network_error', '')],
  ['unreachable', new TimesheetsError('timeout', '')],
  ['unreachable', new TimesheetsError('issuer_unreachable', '')],
  ['unreachable', new TimesheetsError('unexpected_status', '', { status: 502 })],
  ['unreachable', fromProblem('database_unavailable')],
  ['unreachable', fromProblem('rate_limited')],
  ['not_authorized', new TimesheetsError('not_authorized', '')],
  ['not_authorized', fromProblem('invalid_token')],
  ['not_authorized', fromProblem('insufficient_scope')],
  ['refused', fromProblem('not_your_timesheet')],
  ['refused', fromProblem('week_locked')],
  ['refused', fromProblem('not_found')],
  ['misconfigured', new TimesheetsError('misconfigured', '')],
  ['unusable_answer', new TimesheetsError('invalid_response', '', { status: 200 })],
  ['misconfigured', fromProblem('unknown_path')],
  ['misconfigured', new TimesheetsError('not_the_api', '', { status: 404 })],
  ['unusable_answer', new TimesheetsError('unexpected_status', '', { status: 501 })],
  ['aborted', new TimesheetsError('aborted', '')],
]

function fromProblem(code: Parameters<typeof problem>[0]): TimesheetsError {
  const returned = problem(code, '')
  return new TimesheetsError(code, '', { status: returned.status, problem: returned })
}

test.each(cases)('%s: %o', (kind, error) => {
  expect(error.kind).toBe(kind)
})

test('an error with a summary is the same error otherwise', () => {
  const cause = new Error('socket closed')
  const error = new TimesheetsError('network_error', 'no response', {
    cause,
    retryAfterMs: 5,
    requestId: 'r',
  })
  const counts = { read: 1, sent: 1, created: 0, updated: 0, unchanged: 0, rejected: 0, warned: 0 }
  const summary = { ...counts, rejections: [], warnings: [], aborted: false }
  expect(error.withSummary(summary)).toMatchObject({
    code: 'network_error',
    message: 'no response',
    cause,
    retryAfterMs: 5,
    requestId: 'r',
    summary,
  })
})

test('the errors of another copy of this package are recognized', async () => {
  vi.resetModules()
  const client = await import('../../src/client/errors.ts')
  const auth = await import('../../src/auth/errors.ts')
  const error = new client.TimesheetsError('timeout', '')
  expect(error).not.toBeInstanceOf(TimesheetsError)
  expect(isTimesheetsError(error)).toBe(true)
  expect(isAuthError(new auth.AuthError('aborted', ''))).toBe(true)
  for (const other of [new Error(''), null, undefined, 'TimesheetsError', { name: 'TimesheetsError' }]) {
    expect(isTimesheetsError(other)).toBe(false)
    expect(isAuthError(other)).toBe(false)
  }
})
