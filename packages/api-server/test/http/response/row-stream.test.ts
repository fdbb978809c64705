import { problem } from 'timesheets-sdk/contract'
import { ProblemError } from 'timesheets-sdk/decide'
import type { Entry } from 'timesheets-sdk/model'
import { afterEach, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'
import { exchangeRaw, openRaw } from '../../support/raw.ts'

let api: TestApi
afterEach(() => api.close())

const entry: Entry = {
  id: '01a20d67-ffa8-71d5-8990-2f1ac5e2fcb1',
  userId: 'auth0|ann',
  date: '2026-11-23',
  project: 'ACME-42',
  hours: 1,
  note: 'x'.repeat(1_000),
  billable: true,
  source: 'spa',
  status: 'open',
  createdAt: '2026-11-23T17:02:11.123Z',
  updatedAt: '2026-11-23T17:02:11.123Z',
  version: 1,
}

async function startWith(pages: () => AsyncIterable<Entry[]>): Promise<string> {
  api = await startApi({ service: { streamEntries: async () => pages() } })
  return api.issuer.person('auth0|ann')
}

const csv = { Accept: 'text/csv' }

test('a client that reads slowly is waited for, and one that leaves ends the reading', async () => {
  let pagesRead = 0
  let ended: () => void = () => {}
  const end = new Promise<void>((resolve) => {
    ended = resolve
  })
  async function* endless() {
    try {
      for (;;) {
        pagesRead++
        yield Array<Entry>(1_000).fill(entry)
      }
    } finally {
      ended()
    }
  }
  const token = await startWith(endless)
  const connection = await openRaw(api.port)
  connection.socket.write(
    `GET /timesheets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nAccept: text/csv\r\n\r\n`,
  )
  await connection.until('ACME-42')
  connection.socket.pause()
  // It goes on until the buffers between the two are full, and then no further.
  let before: number
  do {
    before = pagesRead
    await new Promise((resolve) => setTimeout(resolve, 100))
  } while (pagesRead > before)
  expect(pagesRead).toBeLessThan(100)
  connection.socket.destroy()
  await end
  await expect
    .poll(() => api.log.find((line) => line.path === '/timesheets'))
    .toMatchObject({ incomplete: true })
})

test('a failure before the first page gets a problem', async () => {
  // biome-ignore lint/correctness/useYield: it fails before there is anything
  const token = await startWith(async function* () {
    throw new ProblemError(problem('database_unavailable', 'the database is unavailable'))
  })
  const response = await api.fetch('/timesheets', { token, headers: csv })
  expect(response.status).toBe(503)
  expect(response.headers.get('Retry-After')).toBe('5')
  expect(response.headers.get('Content-Disposition')).toBeNull()
  expect(await response.json()).toMatchObject({ code: 'database_unavailable' })
})

async function* failingHalfway() {
  yield [entry]
  yield [entry]
  throw new Error('the disk is gone')
}

test('a later failure ends the connection without the last chunk, so that no part is mistaken for the whole', async () => {
  const token = await startWith(failingHalfway)
  const whole = api.fetch('/timesheets', { token, headers: csv }).then((response) => response.text())
  await expect(whole).rejects.toThrow()
  expect(api.log.find((line) => line.level === 'error')).toMatchObject({
    err: { message: 'the disk is gone' },
  })
})

test('HTTP/1.0 gets a problem, since the end of the connection is the end of its response', async () => {
  const token = await startWith(failingHalfway)
  const response = await exchangeRaw(
    api.port,
    `GET /timesheets HTTP/1.0\r\nAuthorization: Bearer ${token}\r\nAccept: text/csv\r\n\r\n`,
  )
  expect(response).toMatch(/^HTTP\/1.1 406 /)
  expect(response).toContain('proxy_http_version 1.1')
})

test('HEAD only reads the first page', async () => {
  let pagesRead = 0
  let closed = false
  const token = await startWith(async function* () {
    try {
      for (;;) {
        pagesRead++
        yield [entry]
      }
    } finally {
      closed = true
    }
  })
  const response = await exchangeRaw(
    api.port,
    `HEAD /timesheets HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\nAccept: text/csv\r\n\r\n`,
  )
  expect(response).toMatch(/^HTTP\/1.1 200 OK\r\n/)
  expect(response).toMatch(/\r\n\r\n$/)
  expect(pagesRead).toBe(1)
  expect(closed).toBe(true)
})
