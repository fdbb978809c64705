import { addDays } from 'timesheets-sdk/model'
import type { Bench } from '../bench.ts'
import { type EntriesWanted, makeEntries } from '../data/entries.ts'
import { type EngineName, engines, engineTitles } from '../databases.ts'
import type { Finding, Sample } from '../finding.ts'
import { type PushRun, pushFile, writeCsv } from '../push.ts'
import type { RawEngine } from '../raw/engine.ts'
import { openRaw } from '../raw/open.ts'
import { increasingIds, rawRow } from '../raw/rows.ts'
import { type Contender, interleave } from '../rounds.ts'
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
    const raw = openRaw(bare)
    open.push(api, { stop: async () => raw.close() })
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
          const sample = await insertInBatches(raw, roundOf(engine, round, count), nextId)
          // PostgreSQL works in its own processes, so the driver's time alone says nothing.
          return engine === 'sqlite' ? sample : { value: sample.value }
        },
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
    comparisons: engines.map((engine) => ({
      of: names.push(engine),
      to: names.raw(engine),
      goal: { atLeast: 0.7 },
    })),
    notes: [
      `140 people over ${days} days, each entry with its externalId; other days in each round, in the same database.`,
      'Raw: the driver alone, the same rows prepared beforehand, transactions of 1,000 entries with an event each, synchronous commits.',
      `The processor time of a push is that of both processes; the CLI's share is ${shareOfCli(runs)}.`,
      'A push is limited by the server, not by its client, where that share is below one half.',
    ],
  }
}

const names = {
  push: (engine: EngineName) => `CLI and API, ${engineTitles[engine]}`,
  raw: (engine: EngineName) => `raw ${engineTitles[engine]}, 1,000 at a time`,
}

function roundOf(engine: EngineName, round: number, count: number): EntriesWanted {
  return { count, days, from: addDays(firstDay, (round + 1) * days), name: `${engine}-${round + 1}` }
}

async function insertInBatches(raw: RawEngine, wanted: EntriesWanted, nextId: () => string): Promise<Sample> {
  const nowMs = Date.now()
  const rows = Array.from(makeEntries(wanted), (entry) => rawRow(entry, nextId(), nowMs))
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
