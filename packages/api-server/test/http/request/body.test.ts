import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'
import { exchangeRaw, openRaw, parseRaw } from '../../support/raw.ts'

let api: TestApi
let ann: string

beforeAll(async () => {
  api = await startApi()
  ann = await api.issuer.person('auth0|ann')
})
afterAll(() => api.close())

const entry = JSON.stringify({ date: '2026-11-23', project: 'ACME-42', hours: 1 })
const json = { 'Content-Type': 'application/json' }

function post(body: RequestInit['body'], headers: Record<string, string> = json): Promise<Response> {
  return api.fetch('/timesheets', { method: 'POST', token: ann, body: body ?? null, headers })
}

describe('media types', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
    ' application/json ; foo=bar ; charset=utf8',
    'application/json;',
    'application/json; note="; charset=latin1"',
  ])('%s is read', async (type) => {
    expect((await post(entry, { 'Content-Type': type })).status).toBe(201)
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'application/json; charset=latin1',
    'application/json; charset=utf-8; charset=latin1',
    'application/json; charset=latin1; charset=utf-8',
    'application/json; charset=utf-8, text/plain',
    'application/json; charset="utf-8',
    'application/json; charset=',
    'application/json-patch+json',
    'application/x-ndjson',
    'json',
  ])('%s is refused with what is read', async (type) => {
    const response = await post(entry, { 'Content-Type': type })
    expect(response.status).toBe(415)
    expect(response.headers.get('Accept')).toBe('application/json')
    expect(await response.json()).toMatchObject({ code: 'unsupported_media_type' })
  })

  test('a body without a type is refused', async () => {
    expect((await post(Buffer.from(entry), {})).status).toBe(415)
  })
})

describe('JSON', () => {
  test.each([
    ['{"date": "2026-11-23",}', 'line 1 column 23'],
    ['{\n  "secret": "hunter2"\n  "b": 1}', 'line 3 column 3'],
    ['{"date":', 'ends too early'],
    ['hunter2', 'not JSON'],
    ['{"hours":1,"note":"hunter2","hours":8}', 'the same member twice'],
  ])('%s is rejected; the response says where, and repeats nothing', async (body, place) => {
    const response = await post(body)
    expect(response.status).toBe(400)
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ code: 'malformed_json', detail: expect.stringContaining(place) })
    expect(text).not.toContain('hunter2')
  })

  test('an empty body is refused', async () => {
    for (const response of [await post(''), await post(undefined), await post('', {})]) {
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({
        code: 'malformed_json',
        detail: 'the body is empty: send JSON',
      })
    }
  })

  test('bytes that are no UTF-8 are refused', async () => {
    const response = await post(
      Buffer.concat([Buffer.from('{"project":"'), Buffer.from([0xe4]), Buffer.from('"}')]),
    )
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'malformed_json', detail: 'the body is not UTF-8' })
  })

  test('a byte order mark is passed over', async () => {
    expect((await post(`\uFEFF${entry}`)).status).toBe(201)
  })

  test.each(['[]', 'null', '1', '"text"', 'true'])('%s is JSON, but no object', async (body) => {
    const response = await post(body)
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ code: 'wrong_type', errors: [{ pointer: '' }] })
  })

  test('all that is wrong with the members is said at once', async () => {
    const response = await post(JSON.stringify({ date: '2026-02-30', hours: 'eight', notes: 'x' }))
    expect(response.status).toBe(422)
    const { errors, code } = await response.json()
    expect(code).toBe(errors[0].code)
    expect(
      errors.map((error: { pointer: string; code: string }) => `${error.pointer} ${error.code}`).sort(),
    ).toEqual(['/date invalid_format', '/hours wrong_type', '/notes unknown_field', '/project missing_field'])
  })

  test.each(['__proto__', 'constructor', 'prototype', 'toString'])(
    'a member %s is unknown, and harmless',
    async (name) => {
      const response = await post(`{"date":"2026-11-23","project":"A","hours":1,"${name}":{"polluted":true}}`)
      expect(response.status).toBe(422)
      expect(await response.json()).toMatchObject({
        code: 'unknown_field',
        errors: [{ pointer: `/${name}` }],
      })
      expect({}).not.toHaveProperty('polluted')
    },
  )

  test('a number beyond all bounds is none', async () => {
    const response = await post('{"date":"2026-11-23","project":"A","hours":1e999}')
    expect(await response.json()).toMatchObject({ status: 422, errors: [{ pointer: '/hours' }] })
  })

  test('nesting of any depth is refused as what it is', async () => {
    const response = await post(`{"date":${'['.repeat(30_000)}${']'.repeat(30_000)}}`)
    expect(response.status).toBe(422)
  })
})

describe('compression', () => {
  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['GZIP', gzipSync],
  ])('%s is read', async (coding, compress) => {
    const response = await post(compress(entry), { ...json, 'Content-Encoding': coding })
    expect(response.status).toBe(201)
  })

  test('what inflates past the limit is refused', async () => {
    const response = await post(gzipSync(Buffer.alloc(10_000_000, 'x')), {
      ...json,
      'Content-Encoding': 'gzip',
    })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'body_too_large' })
  })

  test('what is not compressed as it says is refused', async () => {
    const response = await post(entry, { ...json, 'Content-Encoding': 'gzip' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'malformed_request' })
  })

  test.each(['zstd', 'gzip, gzip', 'constructor'])('%s is refused with what is read', async (coding) => {
    const response = await post(entry, { ...json, 'Content-Encoding': coding })
    expect(response.status).toBe(415)
    expect(response.headers.get('Accept-Encoding')).toBe('gzip, deflate, br')
  })
})

describe('size', () => {
  const limit = 64 * 1_024
  const bodyOf = (length: number) => `{"note":"${'x'.repeat(length - 11)}"}`

  test('the largest body is read, and one byte more is not', async () => {
    expect((await post(bodyOf(limit))).status).toBe(422)
    const refused = await post(bodyOf(limit + 1))
    expect(refused.status).toBe(413)
    expect(await refused.json()).toMatchObject({
      code: 'body_too_large',
      detail: expect.stringContaining('65536'),
    })
  })

  test('a body of unknown length is stopped at the limit', async () => {
    const chunk = Buffer.alloc(16_384, 'x')
    const stream = new ReadableStream({
      start(controller) {
        for (let index = 0; index < 10; index++) controller.enqueue(chunk)
        controller.close()
      },
    })
    const response = await api.fetch('/timesheets', {
      method: 'POST',
      token: ann,
      body: stream,
      headers: json,
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(413)
  })

  test('a batch may be larger', async () => {
    const entries = Array.from({ length: 1_000 }, (_, index) => ({
      ...JSON.parse(entry),
      note: `${index} `.padEnd(500, 'x'),
    }))
    const response = await api.fetch('/timesheets/batch?dryRun=true', {
      method: 'POST',
      token: ann,
      json: { entries },
    })
    expect(response.status).toBe(200)
  })

  test('the response arrives before a body that is too large was sent', async () => {
    const connection = await openRaw(api.port)
    connection.socket.write(
      `POST /timesheets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ann}\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{`,
    )
    await connection.until('"requestId"')
    expect(connection.received()).toMatch(/^HTTP\/1.1 413 /)
    connection.socket.destroy()
  })

  test('after a refusal the connection serves the next request', async () => {
    const head = `Host: x\r\nAuthorization: Bearer ${ann}\r\n`
    const response = await exchangeRaw(
      api.port,
      `POST /timesheets HTTP/1.1\r\n${head}Content-Type: text/plain\r\nContent-Length: 100000\r\n\r\n`,
      'x'.repeat(100_000),
      `GET /me HTTP/1.1\r\n${head}Connection: close\r\n\r\n`,
    )
    expect(response.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 415', 'HTTP/1.1 200'])
  })
})

describe('Expect: 100-continue', () => {
  const head = (token: string) =>
    `POST /timesheets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${entry.length}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n`

  test('an allowed client gets 100 Continue, and then a response', async () => {
    const connection = await openRaw(api.port)
    connection.socket.write(head(ann))
    await connection.until('100 Continue')
    connection.socket.write(entry)
    await connection.until('"version"')
    expect(connection.received()).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 201 /)
  })

  test('who may not is refused before the body is sent', async () => {
    const response = parseRaw(await exchangeRaw(api.port, head('nonsense')))
    expect(response.status).toBe(401)
    expect(response.headers.connection).toBe('close')
  })
})

test('a client that disconnects in the middle of its body is not a failure of the server', async () => {
  const connection = await openRaw(api.port)
  const requestId = 'leaves-early'
  connection.socket.write(
    `POST /timesheets HTTP/1.1\r\nHost: x\r\nX-Request-Id: ${requestId}\r\nAuthorization: Bearer ${ann}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n{`,
  )
  await connection.until('100 Continue')
  connection.socket.destroy()
  await expect
    .poll(() => api.log.find((line) => line.requestId === requestId))
    .toMatchObject({
      status: 499,
      level: 'info',
      incomplete: true,
    })
})
