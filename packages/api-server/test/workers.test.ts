import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { Agent, get } from 'node:http'
import { freshDatabase } from 'test-postgres'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { audience, startIssuer, type TestIssuer } from './support/issuer.ts'
import { runVerb, serverCommand } from './support/program.ts'

type Line = Readonly<Record<string, unknown>>

let issuer: TestIssuer
let databaseUrl: string
const running: ChildProcessWithoutNullStreams[] = []
beforeAll(async () => {
  issuer = await startIssuer()
  databaseUrl = await freshDatabase()
})
afterAll(() => issuer.close())
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

const settings = (more: Readonly<Record<string, string>>) => ({
  ISSUER_BASE_URL: issuer.url,
  AUDIENCE: audience,
  PORT: '0',
  HOST: '127.0.0.1',
  WORKERS: '2',
  ...more,
})

/** A server with two workers; `until` resolves with the first `count` lines that a condition holds for. */
function serve(more: Readonly<Record<string, string>> = {}) {
  const [program, ...parameters] = serverCommand
  const child = spawn(program, parameters, { env: settings({ DATABASE_URL: databaseUrl, ...more }) })
  running.push(child)
  let stdout = ''
  let heard = () => {}
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text
    heard()
  })
  // Every line must be whole, although several processes write them.
  const lines = () =>
    stdout
      .slice(0, stdout.lastIndexOf('\n') + 1)
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Line => JSON.parse(line))
  const until = (count: number, holds: (line: Line) => boolean) =>
    new Promise<Line[]>((resolve) => {
      heard = () => {
        const found = lines().filter(holds)
        if (found.length >= count) resolve(found)
      }
      heard()
    })
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, lines, until, exit }
}

const isReady = ({ msg }: Line) => String(msg).includes('ready at')
const isStarted = ({ msg }: Line) => msg === 'worker started'

/** The status of a GET on a connection of its own: workers take connections in turn. */
function statusOf(url: string, token?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` }
    get(url, { headers, agent: new Agent() }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0))
    }).once('error', reject)
  })
}

const minuteNow = () => Math.floor(Date.now() / 60_000)

test('workers share a port, rate limits, metrics and the log, and all of them stop', async () => {
  const api = serve({ RATE_LIMIT_PER_MINUTE: '40' })
  const ready = await api.until(2, isReady)
  expect(ready.map(({ worker }) => worker).sort()).toEqual([1, 2])
  const [{ url } = {}, other] = ready
  expect(other?.url).toBe(url)

  let requested = 0
  for (let isCut = true; isCut; ) {
    const token = await issuer.person(`auth0|ann-${requested}`)
    const minute = minuteNow()
    const statuses = await Promise.all(Array.from({ length: 60 }, () => statusOf(`${url}/me`, token)))
    requested += 60
    // A window ends at each full minute: then somebody else asks again.
    isCut = minute !== minuteNow()
    if (isCut) continue
    // A limit below 100 is exact.
    expect(statuses.filter((status) => status === 200)).toHaveLength(40)
    expect(statuses.filter((status) => status === 429)).toHaveLength(20)
  }

  const metrics = await (await fetch(`${url}/metrics`)).text()
  const counts = [...metrics.matchAll(/^http_request_duration_seconds_count\{(.*getMe.*)\} (\d+)$/gm)]
  const workers = new Set(counts.map(([, labels]) => /worker="(\d)"/.exec(String(labels))?.[1]))
  expect(workers).toEqual(new Set(['1', '2']))
  expect(counts.reduce((sum, [, , count]) => sum + Number(count), 0)).toBe(requested)
  expect(metrics.match(/^process_start_time_seconds\{/gm)).toHaveLength(2)

  api.child.kill('SIGTERM')
  expect(await api.exit).toBe(0)
  const requests = api.lines().filter(({ msg, path }) => msg === 'request' && path === '/me')
  expect(requests).toHaveLength(requested)
  expect(new Set(requests.map(({ worker }) => worker))).toEqual(new Set([1, 2]))
})

test('a worker that dies is replaced, and meanwhile the others serve', async () => {
  const api = serve()
  const [{ url } = {}] = await api.until(2, isReady)
  const [started] = await api.until(2, isStarted)
  process.kill(Number(started?.pid), 'SIGKILL')
  const [death] = await api.until(1, ({ msg }) => msg === 'a worker ended and will be replaced')
  expect(death).toMatchObject({ level: 'error', worker: started?.worker, signal: 'SIGKILL' })
  expect(await Promise.all(Array.from({ length: 6 }, () => statusOf(`${url}/readyz`)))).toEqual(
    Array(6).fill(200),
  )
  const again = await api.until(3, isReady)
  expect(again[2]).toMatchObject({ worker: started?.worker, url })
  api.child.kill('SIGTERM')
  expect(await api.exit).toBe(0)
})

test('workers end when the process that started them is killed', async () => {
  const api = serve()
  const [{ url } = {}] = await api.until(2, isReady)
  api.child.kill('SIGKILL')
  // Its output ends when the last of them has ended.
  await api.exit
  await expect(statusOf(`${url}/healthz`)).rejects.toThrow('ECONNREFUSED')
})

test.each([
  [{ DATA_DIR: '/nowhere' }, /^WORKERS is 2, but SQLite has one writer: /],
  [{ DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x' }, /^DATABASE_URL/],
])('workers that cannot start say so once, with code 2: %j', async (more, message) => {
  const { code, stderr } = await runVerb(['serve'], settings(more))
  expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(message)])
  expect(code).toBe(2)
})
