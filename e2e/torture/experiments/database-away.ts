import { queryDatabase, startPostgres } from 'test-postgres'
import { startApi } from '../../support/api.ts'
import { startIssuer } from '../../support/issuer.ts'
import { machineToken } from '../../support/tokens.ts'
import type { Experiment } from '../experiment.ts'
import { disturbedPush } from './disturbed-push.ts'

/** PostgreSQL is killed by `kill -9` in the middle of a push, and started again. */
export const databaseAway: Experiment = {
  summary: 'kill -9 of PostgreSQL in the middle of a push through two processes',
  rounds: 10,
  engines: ['postgres'],
  async run(conditions) {
    await using issuer = await startIssuer()
    const postgres = await startPostgres()
    try {
      const url = await postgres.createDatabase()
      const database = { env: { DATABASE_URL: url } }
      await using one = await startApi({ issuer: issuer.issuer, database })
      await using other = await startApi({ issuer: issuer.issuer, database })
      return await disturbedPush(conditions, {
        token: await machineToken(issuer.issuer),
        urls: [one.url, other.url],
        database: { query: (statement) => queryDatabase(url, statement) },
        async disturb() {
          await postgres.kill9()
          await postgres.restart()
        },
      })
    } finally {
      await postgres.stop()
    }
  },
}
