import { setTimeout as delay } from 'node:timers/promises'
import { namedPeople } from 'dev-issuer'
import { clientWith } from '../../support/client.ts'
import { countOf } from '../../support/database.ts'
import { daysAgo } from '../../support/days.ts'
import { makeRows } from '../../support/rows.ts'
import { startSystem } from '../../support/system.ts'
import { machineToken, personToken } from '../../support/tokens.ts'
import { type Experiment, nothingLost } from '../experiment.ts'
import { memoryOf } from '../memory.ts'

const greedyRequests = 64
const rowsOfRequest = 500
const politeEveryMs = 50
/** Short, and on many days: the hours of a day are limited. */
const hours = 0.25
const days = 300

/** One machine sends batches without end; a person logs time meanwhile. A round is a second. */
export const flood: Experiment = {
  summary: `a machine keeps ${greedyRequests} batches of ${rowsOfRequest} rows in progress while a person logs time`,
  rounds: 10,
  async run({ engine, rounds }) {
    await using system = await startSystem({ engine })
    const { api, issuer } = system
    const machine = await machineToken(issuer.issuer)
    const person = clientWith(api.url, await personToken(issuer.issuer, namedPeople.admin))
    let day = 0
    const nextDay = () => daysAgo((day++ % days) + 1)
    const politely = async (untilMs: number) => {
      const waitsMs: number[] = []
      while (performance.now() < untilMs) {
        const startedMs = performance.now()
        await person.entries.create({ date: nextDay(), project: 'ACME-42', hours })
        waitsMs.push(performance.now() - startedMs)
        await delay(politeEveryMs)
      }
      return waitsMs.toSorted((one, other) => one - other)
    }
    const alone = await politely(performance.now() + 2_000)

    const endMs = performance.now() + rounds * 1_000
    const counts = { created: 0, refused: 0 }
    const greedily = async (name: string) => {
      for (let turn = 0; performance.now() < endMs; turn++) {
        const rows = makeRows({
          name: `${name}-${turn}`,
          count: rowsOfRequest,
          from: nextDay(),
          days: 1,
        })
        const response = await fetch(`${api.url}/timesheets/batch`, {
          method: 'POST',
          headers: { authorization: `Bearer ${machine}`, 'content-type': 'application/json' },
          body: JSON.stringify({ entries: rows.map((row) => ({ ...row, hours })) }),
        })
        const body = (await response.json()) as { created?: number }
        if (response.status === 200) counts.created += body.created ?? 0
        else counts.refused++
      }
    }
    const greedy = Array.from({ length: greedyRequests }, (_, index) => greedily(`greedy-${index}`))
    const crowded = await politely(endMs)
    await Promise.all(greedy)

    const acknowledged = alone.length + crowded.length + counts.created
    const stored = await countOf(system.database, 'select count(*) from entries')
    const { note, faults } = await memoryOf(api.pid)
    const p95 = (waits: readonly number[]) => Math.round(waits[Math.floor(waits.length * 0.95)] ?? 0)
    return {
      ...nothingLost,
      rounds,
      acknowledged,
      lost: Math.max(0, acknowledged - stored),
      doubled: Math.max(0, stored - acknowledged),
      recoveredInMs: crowded.at(-1) ?? 0,
      note: `a POST of the person took ${p95(alone)} ms alone and ${p95(crowded)} ms in the flood (p95), ${counts.refused} batches refused, ${note}`,
      faults: [
        ...faults,
        ...(stored === acknowledged ? [] : [`${stored} entries instead of ${acknowledged}`]),
      ],
    }
  },
}
