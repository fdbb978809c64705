import { addDays } from 'timesheets-sdk/model'
import type { Bench } from '../bench.ts'
import { type DatabasePlace, type EngineName, engines, engineTitles } from '../databases.ts'
import type { Comparison, Finding } from '../finding.ts'
import { loadServer } from '../load.ts'
import type { Server } from '../processes/server.ts'
import { type Contender, interleave } from '../rounds.ts'
import {
  type DatasetSize,
  entryCount,
  firstOpenDay,
  large,
  middle,
  personId,
  small,
  writtenDays,
} from '../scale/dataset.ts'
import { fill } from '../scale/fill.ts'
import { hoursPath, missingPath, type PathOf, pagePath, weekPath } from '../scale/paths.ts'
import { sequentialScans } from '../scale/sequential-scans.ts'

const connections = 50
/** The goal: a request takes at most 1.3 times as long. */
const goal = { atLeast: 0.77 }

/** The same requests, sent to a nearly empty database and to one with ten million entries. */
export async function scale(bench: Bench): Promise<Finding> {
  const { system, quick, say } = bench
  const sizes = [small, quick ? middle : large]
  const contenders: Contender[] = []
  const filled: { readonly place: DatabasePlace; readonly size: DatasetSize; readonly api: Server }[] = []
  const authorization = `Bearer ${await system.token()}`
  const approverAuthorization = `Bearer ${await system.token('m2m-office')}`
  for (const engine of engines) {
    for (const size of sizes) {
      const place = await system.databases.fresh(engine)
      await system.migrate(place)
      const title = titleOf(engine, size)
      await fill(place, size, (line) => say(`${title}: ${line}`))
      const api = await system.startApi(place)
      filled.push({ place, size, api })
      for (const operation of operations) {
        contenders.push({
          name: `${operation.name}, ${title}`,
          measure: (round) =>
            operation.measure({
              api,
              authorization,
              approverAuthorization,
              size,
              round,
              seconds: quick ? 1 : 2,
            }),
        })
      }
    }
  }
  const subjects = await interleave(contenders, { warmUps: 1, counted: quick ? 2 : 5 }, say)
  const notes: string[] = []
  for (const { place, size, api } of filled) {
    await api.stop()
    // The planner rightly reads a small table as a whole.
    if (place.engine === 'postgres' && size !== small) notes.push(await sequentialScans(place))
  }
  return {
    title: `The same with ${sizes.map((size) => entryCount(size).toLocaleString('en')).join(' and with ')} entries stored`,
    unit: 'requests/s',
    subjects,
    comparisons: engines.flatMap((engine) => operations.map(({ name }) => comparisonOn(engine, name, sizes))),
    notes: [
      'Each entry has its week and its event. Entries are stored day by day, as a nightly push writes them, so those of one person are far apart.',
      'A page: 100 entries of changing people and days, more pages than the API caches. A batch: 1,000 new entries, one connection.',
      'The goal, at most 1.3 times as long, is a ratio of at least 0.77.',
      ...notes,
    ],
  }
}

function titleOf(engine: EngineName, size: DatasetSize): string {
  return `${engineTitles[engine]}, ${entryCount(size).toLocaleString('en')}`
}

function comparisonOn(engine: EngineName, name: string, sizes: readonly DatasetSize[]): Comparison {
  const [few = small, many = large] = sizes
  return { of: `${name}, ${titleOf(engine, many)}`, to: `${name}, ${titleOf(engine, few)}`, goal }
}

interface Asked {
  readonly api: Server
  readonly authorization: string
  readonly approverAuthorization: string
  readonly size: DatasetSize
  readonly round: number
  readonly seconds: number
}

/** The requests sent to both databases. A new one needs only a line here. */
const operations: readonly { readonly name: string; measure(asked: Asked): ReturnType<typeof loadServer> }[] =
  [
    { name: 'page', measure: (asked) => read(asked, pagePath) },
    { name: 'week', measure: (asked) => read(asked, weekPath) },
    { name: 'missing report', measure: (asked) => read(asked, missingPath) },
    { name: 'hours of a month', measure: (asked) => read(asked, hoursPath) },
    {
      name: 'POST',
      measure: (asked) => load(asked, { status: 201, bodiesOf: (connection) => entries(connection, asked) }),
    },
    {
      name: 'batch of 1,000',
      measure: (asked) =>
        load(asked, { path: '/timesheets/batch', connections: 1, bodiesOf: () => batches(asked), refused }),
    },
  ]

function load(
  { api, authorization, seconds }: Asked,
  how: Partial<Parameters<typeof loadServer>[0]> & { readonly path?: string },
) {
  const { path = '/timesheets', ...options } = how
  const url = `${api.url}${path}`
  return loadServer({ url, pid: api.pid, headers: { authorization }, connections, seconds, ...options })
}

// 50 connections with 40 pages of 33 kB each: four times the size of the API's cache.
const pathsOfConnection = 40

/** Requests a different path each time, as a caller who may read it. */
function read(asked: Asked, pathOf: PathOf) {
  return load(asked, {
    headers: { authorization: asked.approverAuthorization },
    pathsOf: (connection) =>
      Array.from({ length: pathsOfConnection }, (_, index) => {
        const number = connection * pathsOfConnection + index
        return pathOf(asked.size, number, connection + 50 * index)
      }),
  })
}

/** The part of a batch's response that says whether all of its entries were stored. */
function refused(body: string): string | undefined {
  return body.includes('"rejected":0,') ? undefined : body.slice(0, 300)
}

/** Quarter-hour entries spread over all days that are written to, so that no day fills up early. */
function entries(connection: number, { round }: Asked): string[] {
  return Array.from({ length: writtenDays }, (_, day) =>
    JSON.stringify(newEntry(connection, day, `post ${round}`)),
  )
}

const batchesOfRound = 100
const batchSize = 1_000
const peopleOfBatch = 50

/** Batches of new entries for 50 people on 20 days, each entry with its own external id. */
function batches({ round }: Asked): string[] {
  const daysOfBatch = batchSize / peopleOfBatch
  return Array.from({ length: batchesOfRound }, (_, batch) =>
    JSON.stringify({
      entries: Array.from({ length: batchSize }, (_, index) => ({
        ...newEntry(
          index % peopleOfBatch,
          batch * daysOfBatch + Math.floor(index / peopleOfBatch),
          `batch ${round}`,
        ),
        externalId: `batch-${round}-${batch}-${index}`,
      })),
    }),
  )
}

function newEntry(person: number, day: number, note: string) {
  const date = addDays(firstOpenDay, day % writtenDays)
  return { userId: personId(person), date, project: 'ACME-42', hours: 0.25, note }
}
