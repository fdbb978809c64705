import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { audience, startIssuer, type TestIssuer } from './support/issuer.ts'
import { openRaw } from './support/raw.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
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

/** The process, with nothing in its environment but the given settings. */
function run(settings: Record<string, string>) {
  const child = spawn(process.execPath, ['--conditions=@timesheets/source', main], {
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
