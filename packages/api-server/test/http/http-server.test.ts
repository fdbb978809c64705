import { problemSchema } from 'timesheets-sdk/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { exchangeRaw, openRaw, parseRaw } from '../support/raw.ts'

let api: TestApi
let ann: string
beforeAll(async () => {
  api = await startApi()
  ann = await api.issuer.person('auth0|ann')
})
afterAll(() => api.close())

async function send(...parts: string[]) {
  const { status, headers, body } = parseRaw(await exchangeRaw(api.port, ...parts))
  const problem = problemSchema.parse(JSON.parse(body))
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(headers['content-length']).toBe(String(Buffer.byteLength(body)))
  expect(headers['x-request-id']).toBe(problem.requestId)
  expect(headers.connection).toBe('close')
  expect(problem.status).toBe(status)
  return { status, code: problem.code, headers }
}

test.each([
  ['no HTTP at all', 'hello\r\n\r\n'],
  ['another version', 'GET / HTTP/3.0\r\n\r\n'],
  ['a method that does not exist', 'FETCH /me HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['two lengths', 'POST /timesheets HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
  [
    'length and chunks at once',
    'POST /timesheets HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
  ],
  ['a header line without a name', 'GET /me HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n'],
  ['a control character in a header', 'GET /me HTTP/1.1\r\nHost: x\r\nA: \x01\r\n\r\n'],
])('%s gets a problem', async (_what, request) => {
  expect(await send(request)).toMatchObject({ status: 400, code: 'malformed_request' })
})

test('a request without a host is malformed', async () => {
  expect(await send('GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatchObject({
    status: 400,
    code: 'malformed_request',
  })
})

test.each([
  ['two hosts', 'GET /healthz HTTP/1.1\r\nHost: x\r\nhost: y\r\n\r\n'],
  ['the same host twice', 'GET /healthz HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n'],
  [
    'a transfer coding beside chunked',
    'POST /timesheets HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
  ],
  [
    'chunked twice',
    'POST /timesheets HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
])('a request with %s is malformed, and the last on its connection', async (_what, request) => {
  const next = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
  expect(await send(`${request}${next}`)).toMatchObject({ status: 400, code: 'malformed_request' })
})

test.each(['Authorization: Bearer aaa.bbb.ccc', 'Authorization: Basic YWJj', 'Authorization:'])(
  'of a token and %s, none is chosen',
  async (other) => {
    const request = (...fields: string[]) =>
      ['GET /me HTTP/1.1', 'Host: x', 'Connection: close', ...fields, '', ''].join('\r\n')
    const own = `Authorization: Bearer ${ann}`
    expect(await exchangeRaw(api.port, request(own))).toMatch(/^HTTP\/1.1 200 /)
    for (const fields of [
      [own, other],
      [other, own],
    ]) {
      expect(await send(request(...fields))).toMatchObject({ status: 401, code: 'invalid_token' })
    }
  },
)

test('of two content types, none is chosen', async () => {
  const type = 'Content-Type: application/json'
  const head = `POST /timesheets HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${ann}`
  const request = `${head}\r\nContent-Length: 2\r\n${type}\r\n${type}\r\n\r\n{}`
  expect(await send(request)).toMatchObject({ status: 415, code: 'unsupported_media_type' })
})

test('16 KiB of header are read, and much more is not', async () => {
  const request = (length: number) => {
    const head = `GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: `
    return `${head}${'x'.repeat(length - head.length - 4)}\r\n\r\n`
  }
  expect(await exchangeRaw(api.port, request(16 * 1_024))).toMatch(/^HTTP\/1.1 200 /)
  expect(await send(request(20_000))).toMatchObject({ status: 431, code: 'headers_too_large' })
})

test('the response to an unreadable request arrives while the client is still sending', async () => {
  const response = await send('GET /me HTTP/1.1\r\nHost: x\r\nX-Long: ', 'x'.repeat(3_000_000))
  expect(response.status).toBe(431)
})

test('invalid chunks get a problem', async () => {
  const head = `POST /timesheets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ann}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`
  expect(await send(head, 'zz\r\n{}\r\n0\r\n\r\n')).toMatchObject({ status: 400, code: 'malformed_request' })
})

test('CONNECT is not supported', async () => {
  expect(await send('CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n')).toMatchObject({
    status: 405,
  })
})

test('what can not be read is in the log', async () => {
  const { headers } = await send('hello\r\n\r\n')
  expect(api.log.find((line) => line.requestId === headers['x-request-id'])).toMatchObject({
    status: 400,
    code: 'malformed_request',
    reason: expect.stringMatching(/^HPE_/),
  })
})

test('HTTP/1.0 needs no host, and the first line may have the whole address, or an asterisk for the server', async () => {
  const older = parseRaw(await exchangeRaw(api.port, 'GET /healthz HTTP/1.0\r\n\r\n'))
  expect(older.status).toBe(200)
  const absolute = parseRaw(
    await exchangeRaw(
      api.port,
      `GET http://x/timesheets?limit=0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ann}\r\nConnection: close\r\n\r\n`,
    ),
  )
  expect(JSON.parse(absolute.body)).toMatchObject({ status: 422, instance: '/timesheets' })
  const asterisk = parseRaw(
    await exchangeRaw(api.port, 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
  )
  expect(asterisk).toMatchObject({
    status: 204,
    headers: { allow: 'GET, POST, PATCH, DELETE, PUT, HEAD, OPTIONS' },
    body: '',
  })
})

test('an upgrade request is handled as a normal request', async () => {
  const response = parseRaw(
    await exchangeRaw(
      api.port,
      'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n',
    ),
  )
  expect(response.status).toBe(200)
})

test('an expectation that is not known is passed over', async () => {
  const response = parseRaw(
    await exchangeRaw(
      api.port,
      'GET /healthz HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nConnection: close\r\n\r\n',
    ),
  )
  expect(response.status).toBe(200)
})

test('pipelined requests get their responses in order', async () => {
  const request = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`
  const connection = await openRaw(api.port)
  connection.socket.write(
    request('/healthz') + request('/nowhere') + request('/readyz', 'Connection: close\r\n'),
  )
  await new Promise((resolve) => connection.socket.once('close', resolve))
  expect(connection.received().match(/HTTP\/1.1 \d+/g)).toEqual([
    'HTTP/1.1 200',
    'HTTP/1.1 404',
    'HTTP/1.1 200',
  ])
})
