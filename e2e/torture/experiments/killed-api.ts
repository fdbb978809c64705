import { type RunningApi, startApi } from '../../support/api.ts'
import { emptyDatabase } from '../../support/database.ts'
import { startIssuer } from '../../support/issuer.ts'
import { machineToken } from '../../support/tokens.ts'
import type { Conditions, Experiment, Outcome } from '../experiment.ts'
import { disturbedPush } from './disturbed-push.ts'

/** The API is killed by `kill -9` in the middle of a push, at a random moment, once in each round. */
export const killedApi: Experiment = {
  summary: 'kill -9 of the API in the middle of a push',
  rounds: 20,
  run: (conditions) => killingOneOf(1, conditions),
}

/** Four processes on one database get the same rows at once; one of them is killed in each round. */
export const severalProcesses: Experiment = {
  summary: 'four processes get the same rows at once, and one of them is killed',
  rounds: 5,
  run: (conditions) => killingOneOf(4, conditions),
}

async function killingOneOf(count: number, conditions: Conditions): Promise<Outcome> {
  await using issuer = await startIssuer()
  await using database = await emptyDatabase(conditions.engine)
  const start = (port?: number) =>
    startApi({ issuer: issuer.issuer, database, ...(port !== undefined && { port }) })
  const apis: RunningApi[] = []
  try {
    for (let number = 0; number < count; number++) apis.push(await start())
    return await disturbedPush(conditions, {
      token: await machineToken(issuer.issuer),
      urls: apis.map(({ url }) => url),
      database,
      async disturb(choose) {
        const index = choose(0, count - 1)
        const api = apis[index] as RunningApi
        await api.kill9()
        apis[index] = await start(api.port)
      },
    })
  } finally {
    for (const api of apis) await api[Symbol.asyncDispose]()
  }
}
