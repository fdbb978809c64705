import { expect, test } from 'vitest'
import { problem } from '../../../src/contract/index.ts'
import { anEntry } from '../entries.ts'
import { startStubApi } from '../stub-api.ts'

const locked = problem('week_locked', 'week 2026-W48 is submitted: recall it', {
  requestId: 'r-1',
  errors: [{ pointer: '/date', code: 'week_locked', message: 'week 2026-W48 is submitted: recall it' }],
})

test('a problem is told with code, status, words and request', async () => {
  await using api = await startStubApi(() => ({ status: 409, body: locked }))
  await expect(api.client().entries.get('id')).rejects.toMatchObject({
    name: 'TimesheetsError',
    code: 'week_locked',
    status: 409,
    message: 'week 2026-W48 is submitted: recall it',
    requestId: 'r-1',
    problem: locked,
    kind: 'refused',
  })
})

test('a problem with a code and members of a later API is told as well', async () => {
  const later = { ...locked, code: 'project_closed', project: 'ACME-42' }
  await using api = await startStubApi(() => ({ status: 409, body: later }))
  await expect(api.client().entries.get('id')).rejects.toMatchObject({
    code: 'project_closed',
    problem: later,
  })
})

test.each([
  ['text', '<h1>Bad gateway</h1>'],
  ['JSON', { error: 'nope' }],
])('a refusal by something else than the API is told as such (%s)', async (_, body) => {
  await using api = await startStubApi(() => ({ status: 404, body, headers: { 'x-request-id': 'r-2' } }))
  await expect(api.client().entries.get('id')).rejects.toMatchObject({
    code: 'not_the_api',
    status: 404,
    requestId: 'r-2',
    problem: undefined,
    kind: 'misconfigured',
    message: expect.stringMatching(
      /timesheets\/id returned status 404, not from the API\. Check that baseUrl /,
    ),
  })
})

test.each([
  [
    'a web page',
    { body: '<!doctype html>' },
    '/timesheets/id returned a response that is not JSON. Check that baseUrl ',
  ],
  [
    'a sign-in',
    { status: 302, headers: { location: '/login?state=secret' } },
    /\/timesheets\/id returned a redirect to http:\/\/[\d.:]+\/login, which is not followed. Check that baseUrl /,
  ],
  [
    'the API under another path',
    { status: 404, body: problem('unknown_path', 'no such path') },
    '/timesheets/id is not a path of the API. Check that baseUrl ',
  ],
])('an address that does not lead to the API is told as such: %s', async (_, reply, message) => {
  await using api = await startStubApi(() => reply)
  await expect(api.client().entries.get('id')).rejects.toMatchObject({
    kind: 'misconfigured',
    message: expect.stringMatching(message),
  })
})

test.each([
  ['another shape', { body: { ...anEntry(), hours: '7.5' } }, 'at hours'],
  ['no object', { body: '[]' }, 'at its root'],
  ['a status that the operation has not', { status: 202, body: anEntry() }, 'returned the status 202'],
])('a response that can not be used is an error: %s', async (_, reply, message) => {
  await using api = await startStubApi(() => reply)
  await expect(api.client().entries.get('id')).rejects.toMatchObject({
    code: 'invalid_response',
    kind: 'unusable_answer',
    message: expect.stringContaining(message),
  })
})

test.each([
  [{ data: [{ ...anEntry(), hours: null }, anEntry()], nextCursor: null }, 'at data.0.hours'],
  [{ data: {}, nextCursor: null }, 'at data'],
  [{ data: [anEntry()] }, 'at nextCursor'],
])('a page that is none is an error (%#)', async (body, message) => {
  await using api = await startStubApi(() => ({ body }))
  await expect(api.client().entries.page()).rejects.toMatchObject({
    code: 'invalid_response',
    message: expect.stringContaining(message),
  })
})
