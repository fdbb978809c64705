import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type RunningServer, startServer } from '../../src/server.ts'
import { type Endpoint, startEndpoint } from '../support/endpoint.ts'
import { allScopes, audience, startIssuer, type TestIssuer } from '../support/issuer.ts'

let issuer: TestIssuer
let endpoint: Endpoint
let dataDir: string

beforeAll(async () => {
  issuer = await startIssuer()
})
afterAll(() => issuer.close())
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'timesheets-webhooks-'))
  endpoint = await startEndpoint()
})
afterEach(async () => {
  await endpoint.close()
  rmSync(dataDir, { recursive: true })
})

function start(): Promise<RunningServer> {
  const config = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    ISSUER_BASE_URL: issuer.url,
    AUDIENCE: audience,
    DATA_DIR: dataDir,
    WEBHOOK_ALLOW_PRIVATE: 'true',
  })
  return startServer(config, { logger: pino({ level: 'silent' }), webhooks: { schedule, pollEveryMs: 20 } })
}

async function post(server: RunningServer, path: string, json: unknown): Promise<Response> {
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${await issuer.person('auth0|ann', `${allScopes} approve:any`)}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(json),
  })
}

const schedule = { delaysMs: [10], jitter: 0, failingAfterMs: 3_600_000 }
const entry = { date: '2026-11-23', project: 'ACME-42', hours: 1 }

test('a server delivers events of its writes, counts deliveries, and continues after a restart', async () => {
  const first = await start()
  await post(first, '/webhooks', { url: endpoint.url, events: ['entry.*'] })
  await post(first, '/timesheets', entry)
  await endpoint.requests(1)
  await expect
    .poll(async () => (await fetch(`${first.url}/metrics`)).text())
    .toContain('webhook_deliveries_total{outcome="delivered"} 1')
  endpoint.respondWith(500)
  await post(first, '/timesheets', { ...entry, hours: 2 })
  await endpoint.requests(2)
  await expect
    .poll(async () => (await fetch(`${first.url}/metrics`)).text(), { timeout: 10_000 })
    .toMatch(/^webhook_lag_events [1-9]\d*$.*^webhook_failing_seconds (?!0$)[\d.]+$/ms)
  expect(await first.close()).toBe(true)

  endpoint.respondWith(204)
  const count = endpoint.seen.length
  const second = await start()
  await post(second, '/timesheets', { ...entry, hours: 3 })
  const requests = await endpoint.requests(count + 2)
  expect(requests.slice(count).map(({ body }) => JSON.parse(body).data.after.hours)).toEqual([2, 3])
  await second.close()
})
