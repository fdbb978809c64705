import { setTimeout as delay } from 'node:timers/promises'
import { clientWith } from '../../support/client.ts'
import { countOf, type TestDatabase } from '../../support/database.ts'
import { daysAgo } from '../../support/days.ts'
import { makeRows } from '../../support/rows.ts'
import { seededIntegers } from '../../support/seeded-random.ts'
import type { Conditions, Outcome } from '../experiment.ts'

const rowsOfRound = 2_000
const longestWaitMs = 60_000

export interface DisturbedPush {
  /** A machine client's token. */
  readonly token: string
  /** The processes. Each gets all rows, at the same time. */
  readonly urls: readonly string[]
  readonly database: Pick<TestDatabase, 'query'>
  /** Breaks something, and resolves when it is whole again. */
  disturb(choose: (minimum: number, maximum: number) => number): Promise<void>
}

/**
 * Pushes rows while something breaks, once in each round and at a random moment. Then compares the
 * acknowledged entries with the stored ones and with the event log.
 */
export async function disturbedPush(
  { rounds, seed }: Conditions,
  { token, urls, database, disturb }: DisturbedPush,
): Promise<Outcome> {
  const choose = seededIntegers(seed)
  const acknowledged = new Set<string>()
  let recoveredInMs = 0
  for (let round = 0; round < rounds; round++) {
    const rows = makeRows({ name: `disturbed-${round}`, count: rowsOfRound, from: daysAgo(30), days: 30 })
    const pushes = urls.map((url) =>
      clientWith(url, token).entries.push(rows, {
        batchSize: 100,
        onOutcome: ({ id }) => {
          if (id !== undefined) acknowledged.add(id)
        },
      }),
    )
    const pushed = Promise.all(pushes)
    // Awaited below: it must not end the process before.
    pushed.catch(() => {})
    await delay(choose(0, 400))
    const brokenMs = performance.now()
    await disturb(choose)
    await Promise.all(urls.map(untilReady))
    recoveredInMs = Math.max(recoveredInMs, performance.now() - brokenMs)
    await pushed
  }
  const stored = new Set((await database.query('select id from entries')).map(({ id }) => String(id)))
  const lost = [...acknowledged].filter((id) => !stored.has(id)).length
  const names = await countOf(database, 'select count(distinct external_id) from entries')
  const events = await countOf(database, 'select count(*) from events')
  return {
    rounds,
    acknowledged: acknowledged.size,
    lost,
    doubled: stored.size - names,
    wronglyAdmitted: 0,
    recoveredInMs,
    note: `seed ${seed}`,
    faults: [
      ...(lost > 0 ? [`${lost} acknowledged entries are lost`] : []),
      ...(names === stored.size ? [] : [`${stored.size - names} entries are doubled`]),
      ...(events === stored.size ? [] : [`${events} events for ${stored.size} entries`]),
      ...(stored.size === rounds * rowsOfRound ? [] : [`${stored.size} entries of ${rounds * rowsOfRound}`]),
    ],
  }
}

async function untilReady(url: string): Promise<void> {
  const untilMs = performance.now() + longestWaitMs
  for (;;) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined)
    if (response?.ok) return
    if (performance.now() > untilMs) throw new Error(`${url} is not ready after ${longestWaitMs} ms`)
    await delay(20)
  }
}
