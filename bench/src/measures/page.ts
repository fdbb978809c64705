import { addDays } from 'timesheets-sdk/model'
import type { Bench } from '../bench.ts'
import { makeEntries } from '../data/entries.ts'
import { type EngineName, engines, engineTitles } from '../databases.ts'
import type { Finding } from '../finding.ts'
import { type Load, loadServer } from '../load.ts'
import type { Server } from '../processes/server.ts'
import { type Contender, interleave } from '../rounds.ts'

const connections = 50
const pageSize = 100
const owner = 'auth0|5f7c8ec7c33c6c004bbafe82'
const path = `/timesheets?userId=${encodeURIComponent(owner)}&limit=${pageSize}`

/** A page of entries: as it was asked for before, read anew, and found unchanged; beside the sample and bare Express. */
export async function page({ system, quick, say }: Bench): Promise<Finding> {
  const authorization = `Bearer ${await system.token()}`
  const servers: Server[] = []
  const contender = (
    name: string,
    server: Server,
    load: Partial<Load> & { readonly path: string },
  ): Contender => ({
    name,
    measure: () =>
      loadServer({
        url: `${server.url}${load.path}`,
        pid: server.pid,
        connections,
        seconds: quick ? 1 : 1.5,
        ...load,
        headers: { authorization, ...load.headers },
      }),
  })

  const onEngine = async (engine: EngineName): Promise<Contender[]> => {
    const api = await system.startApi(await system.databases.fresh(engine))
    servers.push(api)
    await storeEntries(api, authorization)
    const etag = await tagOfPage(api, authorization)
    return [
      contender(names.kept(engine), api, { path }),
      contender(names.anew(engine), api, { path, pathsOf: pagesThatAreNotKept }),
      contender(names.unchanged(engine), api, { path, status: 304, headers: { 'if-none-match': etag } }),
    ]
  }

  const contenders = [...(await onEngine('sqlite')), ...(await onEngine('postgres'))]
  const me = await (await fetch(`${servers[0]?.url}/me`, { headers: { authorization } })).text()
  const sample = await system.startPeer('in-memory-timesheets.mjs')
  const bare = await system.startPeer('bare-express.mjs', { ANSWER: me })
  servers.push(sample, bare)
  const subjects = await interleave(
    [
      ...contenders,
      contender(names.sample, sample, { path: '/timesheets' }),
      contender(names.bare, bare, { path: '/me' }),
    ],
    { warmUps: 1, counted: quick ? 2 : 4 },
    say,
  )
  await Promise.all(servers.map((server) => server.stop()))
  return {
    title: `A page of ${pageSize} entries: GET /timesheets, ${connections} connections`,
    unit: 'requests/s',
    subjects,
    comparisons: engines.flatMap((engine) => [
      { of: names.kept(engine), to: names.sample, goal: { atLeast: 2 } },
      { of: names.anew(engine), to: names.sample },
      { of: names.unchanged(engine), to: names.bare, goal: { atLeast: 0.8 } },
    ]),
    notes: [
      'A page that nothing has changed since is sent as it was kept, after the database was asked whether that is so. Read anew: more pages in turn than are kept.',
      'The sample of the scenario answers 100 entries from an array, behind Express 4, express-jwt and jwks-rsa.',
      'Unchanged: with If-None-Match, answered 304. Bare Express answers what GET /me does.',
    ],
  }
}

const names = {
  kept: (engine: EngineName) => `API, a page, ${engineTitles[engine]}`,
  anew: (engine: EngineName) => `API, a page read anew, ${engineTitles[engine]}`,
  unchanged: (engine: EngineName) => `API, an unchanged page, ${engineTitles[engine]}`,
  sample: 'in-memory sample, 100 entries',
  bare: 'bare Express 5, a small answer',
}

/** The same page by a thousand queries in turn: 33 MB, twice what the API keeps. */
function pagesThatAreNotKept(connection: number): string[] {
  return Array.from({ length: 20 }, (_, index) => {
    const to = addDays('2030-01-01', connection * 20 + index)
    return `${path}&to=${to}`
  })
}

async function tagOfPage(api: Server, authorization: string): Promise<string> {
  const response = await fetch(`${api.url}${path}`, { headers: { authorization } })
  const { data } = (await response.json()) as { data?: unknown[] }
  const etag = response.headers.get('etag')
  if (data?.length !== pageSize || etag === null) {
    throw new Error(`the page can't be read: status ${response.status}`)
  }
  return etag
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
