import type { Bench } from '../bench.ts'
import type { Finding } from '../finding.ts'
import type { Server } from '../processes/server.ts'
import { interleave } from '../rounds.ts'

/**
 * The time from starting the API's process until it serves requests, on a new and on an existing database.
 */
export async function ready({ system, quick, say }: Bench): Promise<Finding> {
  const existing = await system.databases.fresh('sqlite')
  await system.migrate(existing)
  const contender = (name: string, start: () => Promise<Server>) => ({
    name,
    async measure() {
      const server = await start()
      await server.stop()
      return { value: server.readyMs }
    },
  })
  const subjects = await interleave(
    [
      contender('API, an existing database', () => system.startApi(existing)),
      contender('API, a new database', async () => system.startApi(await system.databases.fresh('sqlite'))),
      contender('bare Express 5', () => system.startPeer('bare-express.mjs')),
    ],
    { warmUps: 1, counted: quick ? 3 : 7 },
    say,
  )
  return {
    title: 'Ready: from the start of the process until GET /readyz returns 200',
    unit: 'ms',
    subjects,
    comparisons: [
      { of: 'API, an existing database', goal: { atMost: 500 } },
      { of: 'API, a new database', goal: { atMost: 500 } },
      { of: 'API, an existing database', to: 'bare Express 5' },
    ],
    notes: ['SQLite. Most of the time of bare Express is that of Node itself.'],
  }
}
