import { TimesheetsError } from 'timesheets-sdk/client'
import { expect, it } from 'vitest'
import { pauseOf, refusalOf } from '../../src/saving/failures.ts'

it.each([
  { what: 'no response', error: new TimesheetsError('network_error', 'down'), pause: 'offline' },
  {
    what: 'an error page of a proxy, which the browser hides while it has a network',
    error: new TimesheetsError('network_error', 'down'),
    isOnline: true,
    pause: 'unavailable',
  },
  {
    what: 'a 502 of a proxy with an HTML body',
    error: new TimesheetsError('invalid_status', 'bad gateway', { status: 502 }),
    pause: 'unavailable',
  },
  {
    what: 'a 503 of the API',
    error: new TimesheetsError('database_unavailable', 'restarting', { status: 503 }),
    pause: 'unavailable',
  },
  { what: 'an ended session', error: new TimesheetsError('not_authorized', 'sign in'), pause: 'session' },
  {
    what: 'a rejected request',
    error: new TimesheetsError('insufficient_scope', 'scope', { status: 403 }),
    pause: undefined,
  },
])('pauseOf tells $what apart: $pause', ({ error, isOnline, pause }) => {
  expect(pauseOf(error, isOnline ?? false)).toBe(pause)
})

it.each([
  {
    what: 'a page of a firewall',
    error: new TimesheetsError('invalid_status', 'Check baseUrl and any proxy.', { status: 403 }),
    message: 'The response was not from the Timesheets API. Tell your administrator.',
  },
  {
    what: 'the page of a hotel that asks for money',
    error: new TimesheetsError('invalid_response', 'The response is not JSON.', { status: 200 }),
    message: 'The response was not from the Timesheets API. Tell your administrator.',
  },
  {
    what: 'a fault of this application',
    error: new TypeError('x is not a function'),
    message: 'Something went wrong in this page. What you typed is kept on this device.',
  },
])('refusalOf tells a person, not a programmer, about $what', ({ error, message }) => {
  expect(refusalOf(error)).toEqual({ code: 'request_failed', message })
})
