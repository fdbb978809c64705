import { people } from 'dev-issuer'
import { addDays } from 'timesheets-sdk/model'
import type { Bench } from '../bench.ts'
import { type EntriesWanted, makeEntries, type PushedEntry, storeEntries } from '../data/entries.ts'
import { type EngineName, engines, engineTitles } from '../databases.ts'
import type { Finding } from '../finding.ts'
import { type Load, loadServer, type MixedRequest } from '../load.ts'
import type { Server } from '../processes/server.ts'
import { type Contender, interleave } from '../rounds.ts'

const connections = 50
const pageSize = 100
const owner = 'auth0|5f7c8ec7c33c6c004bbafe82'
const path = `/timesheets?userId=${encodeURIComponent(owner)}&limit=${pageSize}`

/**
 * A page of entries: served from the cache, read again, and unchanged; beside the sample and bare Express.
 */
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
    const wanted = { count: 3 * pageSize, from: '2026-01-05', days: 2 * pageSize, name: 'page' }
    await storeEntries(api, authorization, wanted, owner)
    await storeEntries(api, authorization, entriesOfEach)
    await tagOfPage(api, authorization)
    // The API caches the entries of people whose entries it has seen change.
    await storeEntries(api, authorization, { count: 1, from: '2026-10-05', days: 1, name: 'later' }, owner)
    const etag = await tagOfPage(api, authorization)
    return [
      contender(names.kept(engine), api, { path }),
      contender(names.readAgain(engine), api, { path, pathsOf: pagesThatAreNotKept }),
      contender(names.unchanged(engine), api, { path, status: 304, headers: { 'if-none-match': etag } }),
      contender(names.changed(engine), api, { path: '', requestsOf: changesAndPages }),
    ]
  }

  const contenders = [...(await onEngine('sqlite')), ...(await onEngine('postgres'))]
  const me = await (await fetch(`${servers[0]?.url}/me`, { headers: { authorization } })).text()
  const sample = await system.startPeer('in-memory-timesheets.mjs')
  const bare = await system.startPeer('bare-express.mjs', { BODY: me })
  servers.push(sample, bare)
  const subjects = await interleave(
    [
      ...contenders,
      contender(names.sample, sample, { path: '/timesheets' }),
      contender(names.changedSample, sample, {
        path: '',
        status: [200, 201],
        requestsOf: () => [
          { path: '/timesheets', body: JSON.stringify(changeOf(owner, 'after')) },
          { path: '/timesheets' },
        ],
      }),
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
      { of: names.readAgain(engine), to: names.sample, goal: { atLeast: 1 } },
      { of: names.changed(engine), to: names.changedSample },
      { of: names.unchanged(engine), to: names.bare, goal: { atLeast: 0.8 } },
    ]),
    notes: [
      'A cached page is sent after the database confirms that nothing changed.',
      'Read again: more pages in turn than the cache holds, with the same entries, which are cached themselves.',
      'A change and its page: 50 people, each of whom stores one entry and then reads the page that it is on; both requests count.',
      'The sample of the scenario returns 100 entries from an array, behind Express 4, express-jwt and jwks-rsa.',
      'Unchanged: a request with If-None-Match, response 304. Bare Express returns the body of GET /me.',
    ],
  }
}

const names = {
  kept: (engine: EngineName) => `API, a page, ${engineTitles[engine]}`,
  readAgain: (engine: EngineName) => `API, a page read again, ${engineTitles[engine]}`,
  unchanged: (engine: EngineName) => `API, an unchanged page, ${engineTitles[engine]}`,
  changed: (engine: EngineName) => `API, a change and its page, ${engineTitles[engine]}`,
  sample: 'in-memory sample, 100 entries',
  changedSample: 'in-memory sample, an entry and a page',
  bare: 'bare Express 5, a small response',
}

/** The same page by two thousand queries in turn: 66 MB, twice the size of the API's cache. */
function pagesThatAreNotKept(connection: number): string[] {
  return Array.from({ length: 40 }, (_, index) => {
    const to = addDays('2030-01-01', connection * 40 + index)
    return `${path}&to=${to}`
  })
}

/** A page of entries for everybody. */
const entriesOfEach: EntriesWanted = {
  count: pageSize * people.length,
  from: '2026-01-05',
  days: pageSize,
  name: 'each',
}

/** Changes an entry of the person of a connection, then reads their page, in turn. */
function changesAndPages(connection: number): MixedRequest[] {
  const { userId } = people[connection % people.length] as (typeof people)[number]
  const page = { path: `/timesheets?userId=${encodeURIComponent(userId)}&limit=${pageSize}` }
  return ['before', 'after'].flatMap((note) => [
    { path: '/timesheets/batch', body: JSON.stringify({ entries: [changeOf(userId, note)] }) },
    page,
  ])
}

function changeOf(userId: string, note: string): PushedEntry {
  const [entry] = makeEntries({ ...entriesOfEach, count: 1 })
  return { ...(entry as PushedEntry), userId, note, externalId: `changed-${userId}` }
}

async function tagOfPage(api: Server, authorization: string): Promise<string> {
  const response = await fetch(`${api.url}${path}`, { headers: { authorization } })
  const { data } = (await response.json()) as { data?: unknown[] }
  const etag = response.headers.get('etag')
  if (data?.length !== pageSize || etag === null) {
    throw new Error(`the page could not be read: status ${response.status}`)
  }
  return etag
}
