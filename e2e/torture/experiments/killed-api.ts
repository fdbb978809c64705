import { setTimeout as delay } from 'node:timers/promises'
import { startApi } from '../../support/api.ts'
import { clientWith } from '../../support/client.ts'
import { countOf, emptyDatabase } from '../../support/database.ts'
import { daysAgo } from '../../support/days.ts'
import { startIssuer } from '../../support/issuer.ts'
import { makeRows } from '../../support/rows.ts'
import { seededIntegers } from '../../support/seeded-random.ts'
import { machineToken } from '../../support/tokens.ts'
import type { Experiment } from '../experiment.ts'

const rowsOfRound = 2_000

/** The API is killed by `kill -9` in the middle of a push, at a random moment, once in each round. */
export const killedApi: Experiment = {
  summary: 'kill -9 of the API in the middle of a push',
  rounds: 20,
  async run({ engine, rounds, seed }) {
    await using issuer = await startIssuer()
    await using database = await emptyDatabase(engine)
    let api = await startApi({ issuer: issuer.issuer, database })
    const { port, url } = api
    const choose = seededIntegers(seed)
    const client = clientWith(url, await machineToken(issuer.issuer))
    const acknowledged = new Set<string>()
    let recoveredInMs = 0
    try {
      for (let round = 0; round < rounds; round++) {
        const rows = makeRows({ name: `killed-${round}`, count: rowsOfRound, from: daysAgo(30), days: 30 })
        const push = client.entries.push(rows, {
          batchSize: 100,
          onOutcome: ({ id }) => {
            if (id !== undefined) acknowledged.add(id)
          },
        })
        await delay(choose(0, 400))
        await api.kill9()
        const killedMs = performance.now()
        api = await startApi({ issuer: issuer.issuer, database, port })
        recoveredInMs = Math.max(recoveredInMs, performance.now() - killedMs)
        await push
      }
    } finally {
      await api[Symbol.asyncDispose]()
    }
    const stored = new Set((await database.query('select id from entries')).map(({ id }) => String(id)))
    const lost = [...acknowledged].filter((id) => !stored.has(id)).length
    const names = await countOf(database, 'select count(distinct external_id) from entries')
    const events = await countOf(database, 'select count(*) from events')
    const faults = [
      ...(lost > 0 ? [`${lost} acknowledged entries are lost`] : []),
      ...(names === stored.size ? [] : [`${stored.size - names} entries are doubled`]),
      ...(events === stored.size ? [] : [`${events} events for ${stored.size} entries`]),
      ...(stored.size === rounds * rowsOfRound ? [] : [`${stored.size} entries of ${rounds * rowsOfRound}`]),
    ]
    return {
      rounds,
      acknowledged: acknowledged.size,
      lost,
      doubled: stored.size - names,
      wronglyAdmitted: 0,
      recoveredInMs,
      note: `seed ${seed}`,
      faults,
    }
  },
}
