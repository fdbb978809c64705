import { AuthError } from 'timesheets-sdk/auth'
import { OptionError, TimesheetsError } from 'timesheets-sdk/client'
import { problem } from 'timesheets-sdk/contract'
import { expect, it, test } from 'vitest'
import { OutputClosedError, UsageError } from '../../../src/io/outcome/errors.ts'
import { failureOf } from '../../../src/io/outcome/failure.ts'
import { fakeIo } from '../../support/fake-io.ts'

const running = fakeIo().stop

function refused(code: Parameters<typeof problem>[0], detail = 'as the API says') {
  const body = problem(code, detail)
  return new TimesheetsError(code, detail, { status: body.status, problem: body, requestId: 'r-1' })
}

test.each([
  ['wrong usage', new UsageError('no such file'), 2, 'no such file'],
  ['output that nobody reads', new OutputClosedError('closed'), 0, undefined],
  ['a bug', new TypeError('x is\nnot a function'), 1, 'unexpected failure: x is not a function'],
  ['a value that is not an error', 'oops', 1, 'unexpected failure: oops'],
  ['a rule', refused('week_locked'), 3, 'as the API says'],
  ['a lost race', refused('precondition_failed'), 3, 'as the API says'],
  ['an address of another path', refused('unknown_path'), 2, 'as the API says'],
  ['what is not there', refused('not_found'), 3, 'as the API says'],
  ['a person who is not named', refused('user_id_required'), 2, 'as the API says'],
  ['a bad token', refused('invalid_token'), 4, 'as the API says'],
  ['too little scope', refused('insufficient_scope'), 4, 'as the API says'],
  ['somebody else’s entry', refused('not_your_timesheet'), 4, 'as the API says'],
  ['no token', new TimesheetsError('not_authorized', 'invalid_client'), 4, 'invalid_client'],
  ['a sign-in that was denied', new AuthError('access_denied', 'denied'), 4, 'denied'],
  [
    'no authorization server',
    new AuthError('discovery_failed', 'Check the issuer.'),
    2,
    'TIMESHEETS_ISSUER: Check the issuer.',
  ],
  [
    'no authorization server for a request',
    new TimesheetsError('misconfigured', 'Check the issuer.', {
      cause: new AuthError('discovery_failed', 'Check the issuer.'),
    }),
    2,
    'TIMESHEETS_ISSUER: Check the issuer.',
  ],
  ['a sign-in without network', new AuthError('issuer_unreachable', 'no response'), 5, 'no response'],
  ['an API that is away', new TimesheetsError('network_error', 'no response'), 5, 'no response'],
  ['an issuer that is away', new TimesheetsError('issuer_unreachable', 'no response'), 5, 'no response'],
  ['a database that is away', refused('database_unavailable'), 5, 'as the API says (request r-1)'],
  ['too many requests', refused('rate_limited'), 5, 'as the API says (request r-1)'],
  ['a wrong setting', new TimesheetsError('misconfigured', 'the key is public'), 2, 'the key is public'],
  [
    'something that is not the API',
    new TimesheetsError('invalid_response', 'Check that baseUrl is right.', {
      cause: new OptionError('baseUrl', (name) => `Check that ${name('baseUrl')} is right.`),
    }),
    1,
    'Check that TIMESHEETS_API_URL is right.',
  ],
])('%s', (_, error, exitCode, message) => {
  expect(failureOf(error, running)).toEqual({ exitCode, message })
})

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('what fails after %s has been stopped, whatever it says', (signal, exitCode) => {
  const io = fakeIo()
  io.interrupt(signal)
  for (const error of [new TimesheetsError('aborted', 'Stopped'), new Error('x')]) {
    expect(failureOf(error, io.stop)).toEqual({ exitCode, message: undefined })
  }
})
