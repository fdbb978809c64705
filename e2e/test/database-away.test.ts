import { startPostgres } from 'test-postgres'
import { expect, it } from 'vitest'
import { startApi } from '../support/api.ts'
import { clientWith } from '../support/client.ts'
import { daysAgo } from '../support/days.ts'
import { startGate } from '../support/gate.ts'
import { startIssuer } from '../support/issuer.ts'
import { makeRows } from '../support/rows.ts'
import { machineToken } from '../support/tokens.ts'

it('an API whose PostgreSQL is away says so, and goes on by itself when it is back', async () => {
  await using system = await startOnOwnPostgres()
  const { api, postgres } = system
  const post = () =>
    fetch(`${api.url}/timesheets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${system.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ userId: 'somebody', date: daysAgo(1), project: 'ACME-42', hours: 1 }),
    })
  expect((await post()).status).toBe(201)

  await postgres.stopAndKeep()
  const away = await post()
  expect(away.status).toBe(503)
  expect(away.headers.get('retry-after')).toMatch(/^\d+$/)
  expect(await away.json()).toMatchObject({ code: 'database_unavailable' })
  expect((await fetch(`${api.url}/readyz`)).status).toBe(503)
  expect((await fetch(`${api.url}/healthz`)).status).toBe(200)

  await postgres.restart()
  await expect.poll(async () => (await fetch(`${api.url}/readyz`)).status, { timeout: 20_000 }).toBe(200)
  expect((await post()).status).toBe(201)
})

it('a push goes through though PostgreSQL crashes in the middle of it, and nothing acknowledged is lost', async () => {
  await using system = await startOnOwnPostgres()
  const { postgres } = system
  await using gate = await startGate(system.api.port)
  gate.onBatch = async (moment, batch) => {
    if (moment !== 'request' || batch !== 4) return
    await postgres.kill9()
    await postgres.restart()
  }
  const rows = makeRows({ name: 'crash', count: 1_400, from: daysAgo(10), days: 10 })
  const client = clientWith(gate.url, system.token)

  const summary = await client.entries.push(rows, { batchSize: 100, concurrency: 2 })
  expect(summary).toMatchObject({ sent: rows.length, rejected: 0, created: rows.length })
  const again = await client.entries.push(rows)
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: rows.length })
})

async function startOnOwnPostgres() {
  await using started = new AsyncDisposableStack()
  const postgres = await startPostgres()
  started.defer(() => postgres.stop())
  const issuer = started.use(await startIssuer())
  const database = { env: { DATABASE_URL: await postgres.createDatabase() } }
  const api = started.use(await startApi({ issuer: issuer.issuer, database }))
  const token = await machineToken(issuer.issuer)
  const all = started.move()
  return { postgres, api, token, [Symbol.asyncDispose]: () => all.disposeAsync() }
}
