import { addDays } from 'timesheets-sdk/model'
import type { Bench } from '../bench.ts'
import { type EntriesWanted, makeEntries, type PushedEntry } from '../data/entries.ts'
import { type EngineName, engines, engineTitles } from '../databases.ts'
import type { Finding, Sample } from '../finding.ts'
import { type PushRun, pushFile, writeCsv } from '../push.ts'
import type { RawEngine } from '../raw/engine.ts'
import { openRaw } from '../raw/open.ts'
import {
  apiRow,
  apiTables,
  bareRow,
  bareTable,
  createBareTable,
  entriesForNames,
  increasingIds,
  namesOf,
  type RawRow,
} from '../raw/rows.ts'
import { type Contender, interleave } from '../rounds.ts'
import { openSession } from '../scale/session.ts'
import { median } from '../statistics.ts'

const batchSize = 1_000
const days = 120
const firstDay = '2012-01-02'

/**
 * A file pushed by the CLI process, token request included, beside the raw engine's batches of the same rows.
 */
export async function bulkPush(bench: Bench): Promise<Finding> {
  const { system, quick, say } = bench
  const count = quick ? 20_000 : 100_000
  const open: { stop(): Promise<void> }[] = []
  const runs: PushRun[] = []
  const nextId = increasingIds()

  const onEngine = async (engine: EngineName): Promise<Contender[]> => {
    const api = await system.startApi(await system.databases.fresh(engine))
    const bare = await system.databases.fresh(engine)
    await system.migrate(bare)
    const raw = openRaw(bare, { tables: apiTables })
    const session = await openSession(bare)
    await session.run(createBareTable)
    await session.close()
    const single = openRaw(bare, { tables: [bareTable] })
    open.push(api, { stop: async () => raw.close() }, { stop: async () => single.close() })
    const numbers = await raw.numbersOf([
      ...new Set(Array.from(makeEntries(roundOf(engine, -1, entriesForNames)), namesOf).flat()),
    ])
    return [
      {
        name: names.push(engine),
        async measure(round) {
          const file = await writeCsv(system, roundOf(engine, round, count))
          const run = await pushFile(system, { file, api, count })
          if (round >= 0) runs.push(run)
          const cpu = run.apiCpuMicroseconds && run.apiCpuMicroseconds + run.cliCpuMicroseconds
          return { value: count / run.seconds, cpuMicroseconds: cpu && cpu / count }
        },
      },
      {
        name: names.raw(engine),
        async measure(round) {
          const nowMs = Date.now()
          const rowOf = (entry: PushedEntry) => apiRow(engine, entry, nextId(), nowMs, numbers)
          return sampleOn(engine, await insertInBatches(raw, roundOf(engine, round, count), rowOf))
        },
      },
      {
        name: names.bare(engine),
        measure: async (round) =>
          sampleOn(engine, await insertInBatches(single, roundOf(engine, round, count), bareRow)),
      },
    ]
  }

  const subjects = await interleave(
    [...(await onEngine('sqlite')), ...(await onEngine('postgres'))],
    { warmUps: 1, counted: quick ? 2 : 3 },
    say,
  )
  await Promise.all(open.map((opened) => opened.stop()))
  return {
    title: `Bulk push: ${count.toLocaleString('en')} entries by the CLI, over the lifetime of its process`,
    unit: 'rows/s',
    subjects,
    comparisons: engines.flatMap((engine) => [
      { of: names.push(engine), to: names.raw(engine), goal: { atLeast: 0.7 } },
      { of: names.push(engine), to: names.bare(engine), goal: { atLeast: 0.5 } },
    ]),
    notes: [
      `140 people over ${days} days, each entry with its externalId; other days in each round, in the same database.`,
      'Raw: the driver alone, the same rows prepared beforehand, transactions of 1,000 entries with an event each, synchronous commits.',
      'Bare: the same, with nothing but person, date, project, minutes, note and external id in one table without an index.',
      'The goal for the processor time of CLI and API together is at most 45 µs for a row.',
      `The processor time of a push is that of both processes; the CLI's share is ${shareOfCli(runs)}.`,
      'A push is limited by the server, not by its client, where that share is below one half.',
    ],
  }
}

const names = {
  push: (engine: EngineName) => `CLI and API, ${engineTitles[engine]}`,
  raw: (engine: EngineName) => `raw ${engineTitles[engine]}, 1,000 at a time`,
  bare: (engine: EngineName) => `raw ${engineTitles[engine]}, one bare table`,
}

function roundOf(engine: EngineName, round: number, count: number): EntriesWanted {
  return { count, days, from: addDays(firstDay, (round + 1) * days), name: `${engine}-${round + 1}` }
}

/** PostgreSQL works in its own processes, so the driver's processor time alone says nothing. */
function sampleOn(engine: EngineName, sample: Sample): Sample {
  return engine === 'sqlite' ? sample : { value: sample.value }
}

async function insertInBatches(
  raw: RawEngine,
  wanted: EntriesWanted,
  rowOf: (entry: PushedEntry) => RawRow,
): Promise<Sample> {
  const rows = Array.from(makeEntries(wanted), rowOf)
  const startMs = performance.now()
  const cpuBefore = process.cpuUsage()
  for (let index = 0; index < rows.length; index += batchSize) {
    await raw.insert(rows.slice(index, index + batchSize))
  }
  const seconds = (performance.now() - startMs) / 1_000
  const { user, system } = process.cpuUsage(cpuBefore)
  return { value: rows.length / seconds, cpuMicroseconds: (user + system) / rows.length }
}

function shareOfCli(runs: readonly PushRun[]): string {
  const shares = runs.flatMap(({ cliCpuMicroseconds, apiCpuMicroseconds }) =>
    apiCpuMicroseconds === undefined ? [] : cliCpuMicroseconds / (cliCpuMicroseconds + apiCpuMicroseconds),
  )
  return shares.length === 0 ? 'an unknown share' : `${Math.round(median(shares) * 100)}%`
}
