import type { Bench } from '../bench.ts'
import { makeEntries } from '../data/entries.ts'
import type { Finding } from '../finding.ts'
import { loadServer } from '../load.ts'
import type { Server } from '../processes/server.ts'
import { type Contender, interleave } from '../rounds.ts'

const connections = 50
const pageSize = 100
const owner = 'auth0|5f7c8ec7c33c6c004bbafe82'

/** A page of entries, read anew and found unchanged, beside the scenario's sample and Express doing nothing. */
export async function page({ system, quick, say }: Bench): Promise<Finding> {
  const authorization = `Bearer ${await system.token()}`
  const api = await system.startApi(await system.databases.fresh('sqlite'))
  await storeEntries(api, authorization)
  const path = `/timesheets?userId=${encodeURIComponent(owner)}&limit=${pageSize}`
  const first = await fetch(`${api.url}${path}`, { headers: { authorization } })
  const etag = first.headers.get('etag')
  if (!first.ok || etag === null) throw new Error(`the page can't be read: status ${first.status}`)
  const me = await (await fetch(`${api.url}/me`, { headers: { authorization } })).text()
  const sample = await system.startPeer('in-memory-timesheets.mjs')
  const bare = await system.startPeer('bare-express.mjs', { ANSWER: me })

  const contender = (
    name: string,
    server: Server,
    what: { path: string; etag?: string; status?: number },
  ): Contender => ({
    name,
    measure: () =>
      loadServer({
        url: `${server.url}${what.path}`,
        pid: server.pid,
        headers: { authorization, ...(what.etag && { 'if-none-match': what.etag }) },
        connections,
        seconds: quick ? 1 : 1.5,
        ...(what.status && { status: what.status }),
      }),
  })
  const subjects = await interleave(
    [
      contender(names.page, api, { path }),
      contender(names.sample, sample, { path: '/timesheets' }),
      contender(names.unchanged, api, { path, etag, status: 304 }),
      contender(names.bare, bare, { path: '/me' }),
    ],
    { warmUps: 1, counted: quick ? 2 : 4 },
    say,
  )
  await Promise.all([api, sample, bare].map((server) => server.stop()))
  return {
    title: `A page of ${pageSize} entries: GET /timesheets, ${connections} connections, SQLite`,
    unit: 'requests/s',
    subjects,
    comparisons: [
      { of: names.page, to: names.sample, goal: { atLeast: 2 } },
      { of: names.unchanged, to: names.bare, goal: { atLeast: 0.8 } },
    ],
    notes: [
      'The sample of the scenario answers 100 entries from an array, behind Express 4, express-jwt and jwks-rsa.',
      'Unchanged: with If-None-Match, answered 304. Bare Express answers what GET /me does.',
    ],
  }
}

const names = {
  page: 'API, a page',
  sample: 'in-memory sample, 100 entries',
  unchanged: 'API, an unchanged page',
  bare: 'bare Express 5, a small answer',
}

async function storeEntries(api: Server, authorization: string): Promise<void> {
  const wanted = { count: 3 * pageSize, from: '2026-01-05', days: 2 * pageSize, name: 'page' }
  const entries = Array.from(makeEntries(wanted), (entry) => ({ ...entry, userId: owner }))
  const response = await fetch(`${api.url}/timesheets/batch`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ entries }),
  })
  const { created } = (await response.json()) as { created?: number }
  if (created !== entries.length) throw new Error(`${created} of ${entries.length} entries were created`)
}
