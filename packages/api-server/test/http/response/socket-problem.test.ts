import { PassThrough } from 'node:stream'
import { problem, problemSchema } from 'timesheets-sdk/contract'
import { expect, test } from 'vitest'
import { problemOfParsing, writeProblem } from '../../../src/http/response/socket-problem.ts'
import { parseRaw } from '../../support/raw.ts'

test.each([
  ['HPE_HEADER_OVERFLOW', 431, 'headers_too_large'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413, 'body_too_large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408, 'request_timeout'],
  ['HPE_INVALID_METHOD', 400, 'malformed_request'],
  [undefined, 400, 'malformed_request'],
])('%s is %i %s', (code, status, problemCode) => {
  expect(problemOfParsing(code)).toMatchObject({ status, code: problemCode })
})

test('it writes a whole response and closes the connection', async () => {
  const socket = new PassThrough()
  writeProblem(socket, problem('method_not_allowed', 'prosím'), 'id-1', { Allow: '' })
  let written = ''
  for await (const chunk of socket) written += chunk
  const { status, headers, body } = parseRaw(written)
  expect(status).toBe(405)
  expect(headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'x-request-id': 'id-1',
    connection: 'close',
    allow: '',
  })
  expect(problemSchema.parse(JSON.parse(body))).toMatchObject({ detail: 'prosím', requestId: 'id-1' })
})
