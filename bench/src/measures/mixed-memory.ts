import type { Bench } from '../bench.ts'
import { storeEntries } from '../data/entries.ts'
import { mixOf, storedBefore } from '../data/mix.ts'
import { type EngineName, engines, engineTitles } from '../databases.ts'
import type { Finding, Subject } from '../finding.ts'
import { loadTimes } from '../load.ts'
import { memoryOf } from '../processes/usage.ts'

const connections = 50
/** The requests after which memory should have reached its level. */
const settled = 20_000
const weeks = 10

/** The course of the API's resident memory while everybody reads and writes. */
export async function mixedMemory({ system, quick, say }: Bench): Promise<Finding> {
  const amount = quick ? 60_000 : 200_000
  const headers = { authorization: `Bearer ${await system.token()}` }
  const courseOn = async (engine: EngineName): Promise<Subject[]> => {
    const api = await system.startApi(await system.databases.fresh(engine))
    await storeEntries(api, headers.authorization, storedBefore)
    const curve: { readonly responses: number; readonly residentMB: number }[] = []
    say(`${amount.toLocaleString('en')} requests, ${engineTitles[engine]}`)
    await loadTimes(
      {
        url: api.url,
        pid: api.pid,
        connections,
        headers,
        status: [200, 201],
        requestsOf: (connection) =>
          Array.from({ length: weeks }, (_, round) =>
            mixOf(connection, { round, commits: true, times: amount / weeks / connections / 10 }),
          ).flat(),
      },
      amount,
      async (responses) => {
        const memory = await memoryOf(api.pid)
        if (memory) curve.push({ responses, residentMB: memory.residentMB })
      },
    )
    await api.stop()
    const within = (from: number, to: number) =>
      curve
        .filter(({ responses }) => from <= responses && responses < to)
        .map(({ residentMB }) => ({ value: residentMB }))
    return [
      { name: names.early(engine), samples: within(settled / 2, settled) },
      { name: names.late(engine), samples: within(amount - settled, amount) },
    ]
  }
  const subjects: Subject[] = []
  for (const engine of engines) subjects.push(...(await courseOn(engine)))
  return {
    title: `Memory of the API during ${amount.toLocaleString('en')} mixed requests, ${connections} connections`,
    unit: 'MB',
    subjects,
    comparisons: engines.map((engine) => ({
      of: names.late(engine),
      to: names.early(engine),
      goal: { atMost: 1.1 },
    })),
    notes: [
      `Resident memory (VmRSS) in MB of 10^6 bytes, every 100 ms; the requests are those of mixed, over ${weeks} weeks.`,
      `First: from ${settled / 2} to ${settled} requests. Last: the last ${settled}.`,
    ],
  }
}

const names = {
  early: (engine: EngineName) => `first, ${engineTitles[engine]}`,
  late: (engine: EngineName) => `last, ${engineTitles[engine]}`,
}
