import { randomUUID } from 'node:crypto'
import { addDays, weekOf } from 'timesheets-sdk/model'
import type { Bench } from '../bench.ts'
import { makeEntries, type PushedEntry } from '../data/entries.ts'
import type { Comparison, Finding, Sample, Subject } from '../finding.ts'
import { loadServer } from '../load.ts'
import type { Server } from '../processes/server.ts'
import { type Contender, interleave } from '../rounds.ts'
import { median } from '../statistics.ts'
import type { DistantApi } from '../system.ts'

const connections = 50
const loadedDelayMs = 1
/** So long that nothing else in a request takes as long as a round trip. */
const countedDelayMs = 20
const firstDay = '2012-01-02'
const batchSize = 100

/**
 * PostgreSQL at a distance: how many sequential round trips a single request takes, and what distance costs
 * while 50 connections are busy.
 */
export async function distance({ system, quick, say }: Bench): Promise<Finding[]> {
  const api = await system.startDistantApi()
  const authorization = `Bearer ${await system.token()}`
  await store(api, authorization)
  const trips = await roundTrips(api, authorization, quick ? 5 : 11, say)
  const speed = await throughput(api, authorization, quick, say)
  await api.stop()
  return [trips, speed]
}

interface Kind {
  readonly name: string
  readonly goal?: number
  readonly request: (index: number) => { readonly path: string; readonly init?: RequestInit }
}

const [person, ...colleagues] = [...makeEntries({ count: 140, from: firstDay, days: 1, name: 'people' })].map(
  ({ userId }) => userId,
)
const owner = String(person)
const pagePath = `/timesheets?userId=${encodeURIComponent(owner)}&limit=100`
const weekPath = (userId: string, date: string) => `/weeks/${encodeURIComponent(userId)}/${weekOf(date)}`

const kinds: readonly Kind[] = [
  {
    name: 'POST',
    goal: 3,
    request: (index) => posting('/timesheets', entryOf(owner, addDays(firstDay, 400 + index))),
  },
  {
    name: 'POST with Idempotency-Key and externalId',
    goal: 4,
    request: (index) => {
      const entry = { ...entryOf(owner, addDays(firstDay, 500 + index)), externalId: randomUUID() }
      return posting('/timesheets', entry, { 'idempotency-key': randomUUID() })
    },
  },
  {
    name: `batch of ${batchSize}`,
    goal: 4,
    request: (index) => {
      const from = addDays(firstDay, 600 + 7 * index)
      const entries = makeEntries({ count: batchSize, from, days: 7, name: randomUUID() })
      return posting('/timesheets/batch', { entries: [...entries] })
    },
  },
  { name: 'week', goal: 2, request: () => ({ path: weekPath(owner, firstDay) }) },
  { name: 'page', goal: 1, request: () => ({ path: pagePath }) },
  {
    name: 'page read again',
    request: (index) => ({ path: `${pagePath}&to=${addDays('2030-01-01', index)}` }),
  },
]

/** The part of a request's time that grows with the distance, in round trips. */
async function roundTrips(
  api: DistantApi,
  authorization: string,
  count: number,
  say: (line: string) => void,
): Promise<Finding> {
  const subjects: Subject[] = []
  let index = 0
  for (const { name, request } of kinds) {
    say(`round trips of ${name}`)
    const milliseconds = async () => {
      const { path, init } = request(index++)
      const startMs = performance.now()
      const response = await fetch(`${api.url}${path}`, {
        ...init,
        headers: { authorization, ...init?.headers },
      })
      await response.arrayBuffer()
      if (!response.ok) throw new Error(`${path} returned status ${response.status}`)
      return performance.now() - startMs
    }
    await api.moveAway(0)
    const near: number[] = []
    for (let round = 0; round < count; round++) near.push(await milliseconds())
    await api.moveAway(countedDelayMs)
    await milliseconds()
    const samples: Sample[] = []
    for (let round = 0; round < count; round++) {
      samples.push({ value: ((await milliseconds()) - median(near)) / (2 * countedDelayMs) })
    }
    subjects.push({ name, samples })
  }
  await api.moveAway(0)
  return {
    title: 'PostgreSQL at a distance: sequential round trips of one request, commit included',
    unit: 'round trips',
    subjects,
    comparisons: kinds.flatMap(({ name: of, goal }): Comparison[] =>
      // Half a round trip is noise.
      goal === undefined ? [] : [{ of, goal: { atMost: goal + 0.5 } }],
    ),
    notes: [
      `The time that ${countedDelayMs} ms each way add to a request, divided by ${2 * countedDelayMs} ms; goals allow half a round trip for noise.`,
      'A page comes from the cache after one question to the database; read again: a page that is not cached.',
    ],
  }
}

async function throughput(
  api: DistantApi,
  authorization: string,
  quick: boolean,
  say: (line: string) => void,
): Promise<Finding> {
  const at = (name: string, delayMs: number, load: Partial<Parameters<typeof loadServer>[0]>) => ({
    name,
    measure: async (round: number): Promise<Sample> => {
      await api.moveAway(delayMs)
      return loadServer({
        url: api.url,
        pid: api.pid,
        connections,
        seconds: quick ? 1 : 2,
        headers: { authorization },
        ...load,
        ...(load.bodiesOf && {
          bodiesOf: (connection) => bodies(connection, round * 2 + Math.sign(delayMs)),
        }),
      })
    },
  })
  const post = { url: `${api.url}/timesheets`, status: 201, bodiesOf: () => [] }
  const week = {
    pathsOf: (connection: number) => [weekPath(colleagues[connection] ?? owner, firstDay)],
  }
  const contenders: Contender[] = [
    at(names.post(0), 0, post),
    at(names.post(loadedDelayMs), loadedDelayMs, post),
    at(names.week(0), 0, week),
    at(names.week(loadedDelayMs), loadedDelayMs, week),
  ]
  return {
    title: `PostgreSQL at a distance of ${loadedDelayMs} ms each way: ${connections} connections`,
    unit: 'requests/s',
    subjects: await interleave(contenders, { warmUps: 1, counted: quick ? 2 : 5 }, say),
    comparisons: [
      { of: names.post(loadedDelayMs), to: names.post(0), goal: { atLeast: 0.7 } },
      { of: names.week(loadedDelayMs), to: names.week(0), goal: { atLeast: 0.7 } },
    ],
    notes: ['The API reaches PostgreSQL through the same proxy in both cases.'],
  }
}

const names = {
  post: (delayMs: number) => `POST, ${delayMs} ms away`,
  week: (delayMs: number) => `week, ${delayMs} ms away`,
}

function posting(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  return {
    path,
    init: {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    },
  }
}

function entryOf(userId: string, date: string) {
  return { userId, date, project: 'ACME-42', hours: 0.25, note: 'design review', billable: true }
}

/** The entries of one connection in a round: those of one person, on 200 days. */
function bodies(connection: number, round: number): string[] {
  const from = addDays(firstDay, 1_400 + (round + 2) * 200)
  return Array.from({ length: 200 }, (_, day) =>
    JSON.stringify(entryOf(colleagues[connection] ?? owner, addDays(from, day))),
  )
}

/** Three hundred entries of one person, and a week of everybody. */
async function store(api: Server, authorization: string): Promise<void> {
  const own = makeEntries({ count: 300, from: '2026-01-05', days: 200, name: 'page' })
  const everybodys = makeEntries({ count: 700, from: firstDay, days: 5, name: 'week' })
  for (const entries of [[...own].map((entry) => ({ ...entry, userId: owner })), [...everybodys]]) {
    await push(api, authorization, entries)
  }
}

async function push(api: Server, authorization: string, entries: readonly PushedEntry[]): Promise<void> {
  const { path, init } = posting('/timesheets/batch', { entries }, { authorization })
  const response = await fetch(`${api.url}${path}`, init)
  const { created } = (await response.json()) as { created?: number }
  if (created !== entries.length) throw new Error(`${created} of ${entries.length} entries were created`)
}
