import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { clients, defaultAudience, people } from 'dev-issuer'
import { clientCredentials, dpopProver } from 'timesheets-sdk/auth'
import { describe, expect, it } from 'vitest'
import { startApi } from '../support/api.ts'
import { startBalancer } from '../support/balancer.ts'
import { clientWith, entriesOf } from '../support/client.ts'
import { countOf, emptyDatabase, engines } from '../support/database.ts'
import { daysAgo } from '../support/days.ts'
import { startIssuer } from '../support/issuer.ts'
import { root } from '../support/programs.ts'
import { makeRows } from '../support/rows.ts'
import { machineToken, personToken } from '../support/tokens.ts'

describe.each(engines)('several API processes on one %s database', (engine) => {
  it('create it together when they start at the same moment', async () => {
    await using issuer = await startIssuer()
    await using database = await emptyDatabase(engine)
    await using apis = new AsyncDisposableStack()

    const starts = [1, 2, 3].map(() => startApi({ issuer: issuer.issuer, database }))
    for (const start of await Promise.allSettled(starts)) {
      if (start.status === 'rejected') throw start.reason
      apis.use(start.value)
    }

    // Each migration was done, and done once.
    const migrations = await readdir(join(root, 'packages/api-server/src/store/migrations'))
    expect(await countOf(database, 'select count(*) from kysely_migration')).toBe(
      migrations.filter((name) => /^\d{4}-/.test(name)).length,
    )
    expect(await countOf(database, 'select count(*) from entries')).toBe(0)
  })

  it('store what comes in by all of them at once: every entry once, in one log', async () => {
    await using issuer = await startIssuer()
    await using database = await emptyDatabase(engine)
    await using one = await startApi({ issuer: issuer.issuer, database })
    await using other = await startApi({ issuer: issuer.issuer, database })
    const token = await machineToken(issuer.issuer)
    const rows = makeRows({ name: 'shared', count: 2_800, from: daysAgo(20), days: 20 })

    // The same rows by both: the second one finds them stored.
    const summaries = await Promise.all(
      [one, other].map((api) =>
        clientWith(api.url, token).entries.push(rows, { batchSize: 100, concurrency: 4 }),
      ),
    )

    const sum = (of: 'created' | 'unchanged' | 'rejected') =>
      summaries.reduce((total, summary) => total + summary[of], 0)
    expect({ created: sum('created'), unchanged: sum('unchanged'), rejected: sum('rejected') }).toEqual({
      created: rows.length,
      unchanged: rows.length,
      rejected: 0,
    })
    expect(await countOf(database, 'select count(*) from entries')).toBe(rows.length)
    expect(await countOf(database, 'select count(distinct subject_id) from events')).toBe(rows.length)
    expect(await countOf(database, 'select count(*) from events')).toBe(rows.length)

    const somebody = rows[0]?.userId ?? ''
    const seenByOne = await entriesOf(clientWith(one.url, token), somebody)
    expect(seenByOne).toHaveLength(20)
    expect(await entriesOf(clientWith(other.url, token), somebody)).toEqual(seenByOne)
  })
})

describe('four API processes behind a load balancer', () => {
  it('limit a caller, reject a used proof and repeat a stored response as one', async () => {
    await using issuer = await startIssuer()
    await using database = await emptyDatabase('postgres')
    await using balancer = await startBalancer()
    await using apis = new AsyncDisposableStack()
    const perMinute = 50
    const env = { RATE_LIMIT_PER_MINUTE: String(perMinute), PUBLIC_URL: balancer.url }
    const starts = [1, 2, 3, 4].map(() => startApi({ issuer: issuer.issuer, database, env }))
    const ports = (await Promise.all(starts)).map((api) => apis.use(api).port)
    balancer.forwardTo(ports)
    const { url } = balancer

    const dpop = dpopProver()
    const { clientId, secret } = clients['m2m-push']
    const bound = clientCredentials({
      issuer: issuer.issuer,
      clientId,
      audience: defaultAudience,
      authentication: { method: 'client_secret_post', secret },
      dpop,
    })
    const accessToken = await bound.getAccessToken()
    const proof = await dpop.proof({ method: 'GET', url: `${url}/me`, accessToken })
    const proven = { headers: { Authorization: `DPoP ${accessToken}`, DPoP: proof } }
    expect(await statusesOf(8, () => fetch(`${url}/me`, proven))).toEqual({ 200: 1, 401: 7 })

    // A minute may end in between, and another one begin.
    const minute = () => Math.floor(Date.now() / 60_000)
    const before = minute()
    const maria = `Bearer ${await personToken(issuer.issuer, people[0]?.email ?? '')}`
    const create = {
      method: 'POST',
      headers: { Authorization: maria, 'Content-Type': 'application/json', 'Idempotency-Key': 'once' },
      body: JSON.stringify({ date: daysAgo(1), project: 'ACME-42', hours: 1 }),
    }
    const created = await statusesOf(8, () => fetch(`${url}/timesheets`, create))
    expect(created[201]).toBeGreaterThanOrEqual(1)
    expect(Object.keys(created).filter((status) => status !== '201' && status !== '409')).toEqual([])
    expect(await countOf(database, 'select count(*) from entries')).toBe(1)

    const own = { headers: { Authorization: maria } }
    const statuses = await statusesOf(perMinute * 4, () => fetch(`${url}/me`, own))
    const [least, most] = minute() === before ? [perMinute - 8, perMinute - 8] : [0, 2 * perMinute]
    expect(statuses[200]).toBeGreaterThanOrEqual(least)
    expect(statuses[200]).toBeLessThanOrEqual(most)
    expect((statuses[200] ?? 0) + (statuses[429] ?? 0)).toBe(perMinute * 4)
  })
})

/** How many responses had each status, of so many requests at once. */
async function statusesOf(times: number, send: () => Promise<Response>): Promise<Record<number, number>> {
  const counts: Record<number, number> = {}
  const count = async () => {
    const response = await send()
    await response.arrayBuffer()
    counts[response.status] = (counts[response.status] ?? 0) + 1
  }
  await Promise.all(Array.from({ length: times }, count))
  return counts
}
