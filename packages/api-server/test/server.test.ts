import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { freshDatabase } from 'test-postgres'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig, type ServerConfig, SettingError } from '../src/config.ts'
import { type RunningServer, startServer } from '../src/server.ts'
import { audience, startIssuer, type TestIssuer } from './support/issuer.ts'
import { openRaw } from './support/raw.ts'
import { startSilentProxy } from './support/silent-proxy.ts'

const logger = pino({ level: 'silent' })
let issuer: TestIssuer
let dataDir: string
let config: ServerConfig

beforeAll(async () => {
  issuer = await startIssuer()
})
afterAll(() => issuer.close())
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'timesheets-server-'))
  config = {
    ...readConfig({ PORT: '0', HOST: '127.0.0.1', ISSUER_BASE_URL: issuer.url, AUDIENCE: audience }),
    dataDir,
  }
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const entry = JSON.stringify({ date: '2026-11-23', project: 'ACME-42', hours: 1 })

/** The head of a request that logs time, its body still to be sent. */
async function headOfPost(): Promise<string> {
  return [
    'POST /timesheets HTTP/1.1',
    'Host: x',
    `Authorization: Bearer ${await issuer.person('auth0|ann')}`,
    'Content-Type: application/json',
    `Content-Length: ${entry.length}`,
    'Expect: 100-continue',
    '\r\n',
  ].join('\r\n')
}

test('it listens, says where, and stops', async () => {
  const server = await startServer(config, { logger })
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`)
  expect(server.engine).toBe('sqlite')
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  expect(await server.close()).toBe(true)
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
})

test('what was stored is there after the next start', async () => {
  const token = await issuer.person('auth0|ann')
  const first = await startServer(config, { logger })
  const created = await fetch(`${first.url}/timesheets`, {
    method: 'POST',
    body: entry,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
  })
  expect(created.status).toBe(201)
  await first.close()
  const second = await startServer(config, { logger })
  const listed = await fetch(`${second.url}/timesheets`, { headers: { Authorization: `Bearer ${token}` } })
  expect((await listed.json()).data).toHaveLength(1)
  await second.close()
})

test('an issuer that is away keeps nobody from starting', async () => {
  issuer.goAway()
  const server = await startServer(config, { logger })
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  await server.close()
  issuer.comeBack()
})

describe('what stands in the way is said in one line that names the setting', () => {
  test('a taken port', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    const start = startServer({ ...config, port }, { logger })
    await expect(start).rejects.toThrow(SettingError)
    await expect(start).rejects.toThrow(
      `PORT ${port} is in use: stop the program that uses it, or set PORT to another`,
    )
    await new Promise((resolve) => other.close(resolve))
  })

  test('a host that is not of this machine', async () => {
    const start = startServer({ ...config, host: '192.0.2.1' }, { logger })
    await expect(start).rejects.toThrow('HOST "192.0.2.1" is not an address of this machine')
  })

  test('a folder that can not be written', async () => {
    const start = startServer({ ...config, dataDir: '/dev/null/data' }, { logger })
    await expect(start).rejects.toThrow(SettingError)
    await expect(start).rejects.toThrow(
      /^DATA_DIR is "\/dev\/null\/data": set it to a folder that can be written; .*$/,
    )
  })

  test('a database that is away, its password not repeated', async () => {
    const databaseUrl = 'postgres://timesheets:hunter2@127.0.0.1:1/timesheets'
    const start = startServer({ ...config, databaseUrl }, { logger })
    await expect(start).rejects.toThrow(SettingError)
    await expect(start).rejects.toThrow(
      /^DATABASE_URL: start that database, or set it to one that can be reached; .*$/,
    )
    await expect(start).rejects.not.toThrow('hunter2')
  })
})

describe('stopping', () => {
  let server: RunningServer
  beforeEach(async () => {
    server = await startServer(config, { logger, stopTimeoutMs: 3_000 })
  })

  test('a request in progress completes, and then its connection is closed', async () => {
    const connection = await openRaw(server.port)
    const closed = new Promise((resolve) => connection.socket.once('close', resolve))
    connection.socket.write(await headOfPost())
    await connection.until('100 Continue')

    const stopped = server.close()
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
    connection.socket.write(entry)
    await closed
    expect(connection.received()).toMatch(/HTTP\/1.1 201 Created/)
    expect(connection.received()).toMatch(/Connection: close/i)
    expect(await stopped).toBe(true)
  })

  test('connections on which nothing is asked are closed at once, those never used among them', async () => {
    const unused = await openRaw(server.port)
    const idle = await openRaw(server.port)
    idle.socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
    await idle.until('ok')
    const halfASentence = await openRaw(server.port)
    halfASentence.socket.write('GET /healthz HTTP/1.1\r\nHost:')
    const closed = [unused, idle, halfASentence].map(
      ({ socket }) => new Promise((resolve) => socket.once('close', resolve)),
    )
    expect(await server.close()).toBe(true)
    await Promise.all(closed)
  })

  test('it is stopped once, however often it is asked to', async () => {
    expect(await Promise.all([server.close(), server.close()])).toEqual([true, true])
  })
})

test('a client that never ends its request is not waited for beyond the bound', async () => {
  const server = await startServer(config, { logger, stopTimeoutMs: 50 })
  const connection = await openRaw(server.port)
  connection.socket.write(await headOfPost())
  await connection.until('100 Continue')
  const closed = new Promise((resolve) => connection.socket.once('close', resolve))
  expect(await server.close()).toBe(false)
  await closed
})

test('a silent database does not delay the stop: waiting requests get 503, and all of them complete', async () => {
  const proxy = await startSilentProxy(await freshDatabase())
  const server = await startServer({ ...config, databaseUrl: proxy.url }, { logger, stopTimeoutMs: 3_000 })
  const Authorization = `Bearer ${await issuer.person('auth0|ann')}`
  expect((await fetch(`${server.url}/timesheets`, { headers: { Authorization } })).status).toBe(200)
  proxy.silenceAll()
  const [reading, writing] = await Promise.all([openRaw(server.port), openRaw(server.port)])
  const closed = [reading, writing].map(({ socket }) => once(socket, 'close'))
  reading.socket.write(`GET /timesheets HTTP/1.1\r\nHost: x\r\nAuthorization: ${Authorization}\r\n\r\n`)
  writing.socket.write(await headOfPost())
  await writing.until('100 Continue')
  writing.socket.write(entry)
  expect(await server.close()).toBe(true)
  await Promise.all(closed)
  for (const { received } of [reading, writing]) {
    expect(received()).toMatch(/HTTP\/1.1 503 .*"code":"database_unavailable"/s)
  }
  await proxy.close()
})
