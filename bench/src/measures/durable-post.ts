import { addDays } from 'timesheets-sdk/model'
import type { Bench } from '../bench.ts'
import { makeEntries } from '../data/entries.ts'
import { type EngineName, engineTitles, settingsOf } from '../databases.ts'
import type { Comparison, Finding, Sample } from '../finding.ts'
import { loadServer } from '../load.ts'
import type { Server } from '../processes/server.ts'
import type { RawEngine } from '../raw/engine.ts'
import { openRaw } from '../raw/open.ts'
import { apiRow, apiTables, entriesForNames, increasingIds, namesOf, type RawRow } from '../raw/rows.ts'
import { type Contender, interleave } from '../rounds.ts'

const connections = 50
const bodiesOfConnection = 200
const firstDay = '2012-01-02'

/**
 * Single entries, each on disk with its event before the response: with and without group commit, beside
 * peers.
 */
export async function durablePost(bench: Bench): Promise<Finding> {
  const { system, quick, say } = bench
  const headers = { authorization: `Bearer ${await system.token()}` }
  const seconds = quick ? 0.7 : 2
  const open: { stop(): Promise<void> }[] = []

  const posting = (name: string, server: Server): Contender => {
    open.push(server)
    return {
      name,
      measure: (round) =>
        loadServer({
          url: `${server.url}/timesheets`,
          pid: server.pid,
          headers,
          connections,
          seconds,
          status: 201,
          bodiesOf: (connection) => bodies(connection, round),
        }),
    }
  }
  const onEngine = async (engine: EngineName): Promise<Contender[]> => {
    const { databases } = system
    const one = await databases.fresh(engine)
    await system.migrate(one)
    const raw = openRaw(one, { connections, tables: apiTables })
    open.push({ stop: async () => raw.close() })
    const nextRow = await endlessRows(engine, raw)
    const settings = settingsOf(await databases.fresh(engine))
    return [
      posting(names.api(engine), await system.startApi(await databases.fresh(engine))),
      posting(names.ungrouped(engine), await system.startPeer('api-one-by-one.ts', settings)),
      {
        name: names.raw(engine),
        measure: () =>
          insertSingly((row) => raw.insert([row]), nextRow, {
            seconds,
            lanes: engine === 'sqlite' ? 1 : connections,
          }),
      },
    ]
  }

  const subjects = await interleave(
    [
      ...(await onEngine('sqlite')),
      ...(await onEngine('postgres')),
      posting(names.inMemory, await system.startPeer('in-memory-timesheets.mjs')),
    ],
    { warmUps: 1, counted: quick ? 2 : 5 },
    say,
  )
  await Promise.all(open.map((opened) => opened.stop()))
  return {
    title: `A durable POST /timesheets: entry and event on disk, ${connections} connections`,
    unit: 'requests/s',
    subjects,
    comparisons: [...comparisonsOn('sqlite'), ...comparisonsOn('postgres')],
    notes: [
      'No Idempotency-Key; each connection logs the time of one person, on 200 days in turn.',
      'Without group commit: the same API, one transaction for each write. Raw: the driver alone, a transaction for each entry and its event, 50 at once on PostgreSQL.',
      'In memory: a server like the sample of the scenario, Express 4, express-jwt and jwks-rsa, entries in an array.',
    ],
  }
}

const names = {
  api: (engine: EngineName) => `API, ${engineTitles[engine]}`,
  ungrouped: (engine: EngineName) => `API without group commit, ${engineTitles[engine]}`,
  raw: (engine: EngineName) => `raw ${engineTitles[engine]}, one by one`,
  inMemory: 'in-memory sample (not durable)',
}

function comparisonsOn(engine: EngineName): Comparison[] {
  const of = names.api(engine)
  return [
    { of, to: names.ungrouped(engine) },
    { of, to: names.raw(engine) },
    { of, to: names.inMemory, goal: { atLeast: 5 } },
  ]
}

/** The entries of one connection in a round: 15 minutes each, so that a day holds many of them. */
function bodies(connection: number, round: number): string[] {
  const from = addDays(firstDay, (round + 1) * bodiesOfConnection)
  const entries = makeEntries({ count: 140, from, days: 1, name: 'post' })
  const entry = [...entries][connection]
  if (!entry) throw new RangeError(`connection ${connection} has no person to log time for`)
  const { userId, project, note, billable } = entry
  return Array.from({ length: bodiesOfConnection }, (_, day) =>
    JSON.stringify({ userId, date: addDays(from, day), project, hours: 0.25, note, billable }),
  )
}

function* endlessEntries() {
  for (let round = 0; ; round++) {
    yield* makeEntries({ count: 140_000, from: firstDay, days: 100, name: `single-${round}` })
  }
}

async function endlessRows(engine: EngineName, raw: RawEngine): Promise<() => RawRow> {
  const entries = endlessEntries()
  const nextId = increasingIds()
  const next = () => {
    const { value } = entries.next()
    if (!value) throw new RangeError('there are no more entries')
    return value
  }
  const names = Array.from({ length: entriesForNames }, () => namesOf(next())).flat()
  const numbers = await raw.numbersOf([...new Set(names)])
  return () => apiRow(engine, next(), nextId(), Date.now(), numbers)
}

async function insertSingly(
  insert: (row: RawRow) => Promise<void> | void,
  nextRow: () => RawRow,
  { seconds, lanes }: { readonly seconds: number; readonly lanes: number },
): Promise<Sample> {
  let count = 0
  const startMs = performance.now()
  const endMs = startMs + seconds * 1_000
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() < endMs) {
        await insert(nextRow())
        count++
      }
    }),
  )
  return { value: (count / (performance.now() - startMs)) * 1_000 }
}
