import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { audience, startIssuer, type TestIssuer } from './support/issuer.ts'
import { serverCommand } from './support/program.ts'
import { openRaw } from './support/raw.ts'

let issuer: TestIssuer
let dataDir: string
let running: ChildProcessWithoutNullStreams | undefined

beforeAll(async () => {
  issuer = await startIssuer()
})
afterAll(() => issuer.close())
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'timesheets-main-'))
})
afterEach(() => {
  running?.kill('SIGKILL')
  rmSync(dataDir, { recursive: true })
})

/**
 * The process, with nothing in its environment but the given settings. `shell` starts it by a script of its
 * own.
 */
function run(settings: Record<string, string>, shell?: string) {
  const [program, ...parameters]: readonly [string, ...string[]] = shell
    ? ['sh', '-c', shell, ...serverCommand]
    : serverCommand
  const child = spawn(program, parameters, {
    env: { ISSUER_BASE_URL: issuer.url, AUDIENCE: audience, PORT: '0', DATA_DIR: dataDir, ...settings },
  })
  running = child
  let stdout = ''
  let stderr = ''
  let heard = () => {}
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text
    heard()
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  return {
    child,
    stderr: () => stderr,
    lines: () =>
      stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    exit: new Promise<number | null>((resolve) => child.once('close', resolve)),
    until: (text: string) =>
      new Promise<void>((resolve) => {
        heard = () => {
          if (stdout.includes(text)) resolve()
        }
        heard()
      }),
  }
}

test('it logs its URL, responds, and stops on a signal', async () => {
  const api = run({})
  await api.until('timesheets API ready at http://localhost:')
  const [ready] = api.lines()
  expect(ready).toMatchObject({
    level: 'info',
    database: 'sqlite',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
  })
  expect(ready?.msg).toBe(`timesheets API ready at ${ready?.url}`)
  expect((await fetch(`${ready?.url}/readyz`)).status).toBe(200)
  api.child.kill('SIGTERM')
  expect(await api.exit).toBe(0)
  expect(api.stderr()).toBe('')
})

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)(
  '%s while it waits for its database ends it by a handler, as PID 1 needs',
  async (signal, code) => {
    const silent = createServer()
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const api = run({ DATABASE_URL: `postgres://user@127.0.0.1:${port}/timesheets` })
    const [connection] = (await once(silent, 'connection')) as [Socket]
    api.child.kill(signal)
    expect(await api.exit).toBe(code)
    connection.destroy()
    silent.close()
  },
)

test('it stops on a signal after the reader of its log has gone', async () => {
  const api = run({})
  await api.until('ready at')
  api.child.stdout.destroy()
  api.child.kill('SIGTERM')
  expect(await api.exit).toBe(0)
})

test('the second signal does not wait for a request that does not end', async () => {
  const api = run({})
  await api.until('ready at')
  const { port } = new URL(String(api.lines()[0]?.url))
  const connection = await openRaw(Number(port))
  connection.socket.write(
    `POST /timesheets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${await issuer.person('auth0|ann')}\r\nContent-Type: application/json\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n`,
  )
  await connection.until('100 Continue')
  api.child.kill('SIGINT')
  await api.until('stopping')
  // One that comes together with the first is the same one.
  api.child.kill('SIGTERM')
  const again = setInterval(() => api.child.kill('SIGINT'), 200)
  expect(await api.exit).toBe(1)
  clearInterval(again)
  expect(api.lines().at(-1)).toMatchObject({ msg: 'stopped immediately' })
})

test('while it drains, a load balancer still connects and sees that it is not ready', async () => {
  const api = run({ DRAIN_SECONDS: '1' })
  await api.until('ready at')
  const url = String(api.lines()[0]?.url)
  api.child.kill('SIGTERM')
  await api.until('stopping')
  const ready = await fetch(`${url}/readyz`)
  expect(ready.status).toBe(503)
  expect(await ready.json()).toMatchObject({ code: 'shutting_down' })
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect(await api.exit).toBe(0)
})

test('a file that can not grow is a 503 with Retry-After, and the log has the reason', async () => {
  const api = run({ RATE_LIMIT_PER_MINUTE: '0' }, 'trap "" XFSZ; ulimit -f 1200; exec "$0" "$@"')
  await api.until('ready at')
  const url = String(api.lines()[0]?.url)
  const token = await issuer.person('auth0|ann')
  const entry = { date: '2026-11-23', project: 'P', hours: 0.1, note: 'x'.repeat(500) }
  const push = (count: number) =>
    fetch(`${url}/timesheets/batch`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ entries: Array(count).fill(entry) }),
    })
  let response = await push(200)
  while (response.status === 200) response = await push(200)
  expect(response.status).toBe(503)
  expect(response.headers.get('Retry-After')).toBe('5')
  // A file without room for a batch may still have some for an entry, or for the row that `/readyz` writes.
  do response = await push(1)
  while (response.status === 200 || (await fetch(`${url}/readyz`)).status === 200)
  await api.until('disk I/O error')
  api.child.kill('SIGTERM')
  expect(await api.exit).toBe(0)
  expect(JSON.stringify(api.lines())).not.toContain('cannot rollback')
})

test.each<[what: string, settings: Record<string, string>, line: RegExp]>([
  ['a missing setting', { AUDIENCE: '' }, /^AUDIENCE is missing: set it to .*\n$/],
  [
    'a wrong one',
    { ISSUER_BASE_URL: 'http://evil.example/' },
    /^ISSUER_BASE_URL must be an https: URL .*\n$/,
  ],
  ['a folder that is none', { DATA_DIR: '/dev/null/x' }, /^DATA_DIR is "\/dev\/null\/x": set it to .*\n$/],
  [
    'a database that is away',
    { DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x' },
    /^DATABASE_URL: start that .*\n$/,
  ],
])('%s ends it with one line and code 2', async (_what, settings, line) => {
  const api = run(settings)
  expect(await api.exit).toBe(2)
  expect(api.stderr()).toMatch(line)
  expect(api.lines()).toEqual([])
})
