import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
afterEach(() => api.close())

const mebibyte = 1_024 * 1_024
const share = (total: number, perCaller: number) => ({ total, perCaller })
/** Some kilobytes that unfold to 2 MiB. */
const bomb = gzipSync(`{"entries":[${' '.repeat(2 * mebibyte)}]}`)

function pushBomb(token: string) {
  return api.fetch('/timesheets/batch', {
    method: 'POST',
    token,
    body: bomb,
    headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
  })
}

test('bodies count as they unfold: past the budget of a caller 429, past that of the process 503', async () => {
  api = await startApi({
    loadLimits: { bodyBytes: share(5 * mebibyte, 3 * mebibyte), exports: share(1, 1) },
  })
  const tokens = await Promise.all(
    ['auth0|ann', 'auth0|bob', 'auth0|eve', 'auth0|sue'].map((name) => api.issuer.person(name)),
  )
  const responses = await Promise.all(
    tokens.flatMap((token) => [pushBomb(token), pushBomb(token), pushBomb(token)]),
  )
  const rejected = responses.filter(({ status }) => status === 429 || status === 503)
  expect(rejected.length).toBeGreaterThan(0)
  for (const response of rejected) {
    expect(response.headers.get('Retry-After')).toMatch(/^[12]$/)
    expect((await response.json()).code).toBe(response.status === 429 ? 'rate_limited' : 'overloaded')
  }
  // All of it is given back.
  for (const token of tokens) expect([200, 422]).toContain((await pushBomb(token)).status)
})

test('a body that would fill the budget keeps no small one out', async () => {
  api = await startApi({ loadLimits: { bodyBytes: share(mebibyte, mebibyte), exports: share(1, 1) } })
  const token = await api.issuer.person('auth0|ann')
  expect((await pushBomb(token)).status).toBe(429)
  const json = { date: '2026-11-23', project: 'P', hours: 1 }
  expect((await api.fetch('/timesheets', { method: 'POST', token, json })).status).toBe(201)
})

test('exports in progress are bounded, for each caller and in the process', async () => {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  async function* pages() {
    yield []
    await ended
  }
  api = await startApi({
    service: { streamEntries: async () => pages() },
    loadLimits: { bodyBytes: share(mebibyte, mebibyte), exports: share(2, 1) },
  })
  const [ann, bob, eve] = await Promise.all(
    ['auth0|ann', 'auth0|bob', 'auth0|eve'].map((name) => api.issuer.person(name)),
  )
  const download = (token = '') =>
    api.fetch('/timesheets', { token, headers: { Accept: 'application/x-ndjson' } })
  const first = [download(ann), download(bob)]
  await expect.poll(async () => (await download(ann)).status).toBe(429)
  await expect.poll(async () => (await download(eve)).status).toBe(503)
  end()
  for (const response of await Promise.all(first)) await response.text()
  await expect.poll(async () => (await download(eve)).status).toBe(200)
})
