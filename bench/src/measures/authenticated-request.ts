import type { Bench } from '../bench.ts'
import type { Finding } from '../finding.ts'
import { loadServer } from '../load.ts'
import { interleave } from '../rounds.ts'

const connections = 50

/** The cost of the API's middleware, token check included, beside bare Express and Auth0's middleware. */
export async function authenticatedRequest({ system, quick, say }: Bench): Promise<Finding> {
  const headers = { authorization: `Bearer ${await system.token()}` }
  const api = await system.startApi(await system.databases.fresh('sqlite'))
  const body = await (await fetch(`${api.url}/me`, { headers })).text()
  const bare = await system.startPeer('bare-express.mjs', { BODY: body })
  const middleware = await system.startPeer('express-oauth2-jwt-bearer.mjs', { BODY: body })

  const contender = (name: string, server: typeof api) => ({
    name,
    measure: () =>
      loadServer({
        url: `${server.url}/me`,
        pid: server.pid,
        headers,
        connections,
        seconds: quick ? 1 : 2,
      }),
  })
  const subjects = await interleave(
    [
      contender('API', api),
      contender('bare Express 5', bare),
      contender('express-oauth2-jwt-bearer', middleware),
    ],
    { warmUps: 1, counted: quick ? 2 : 5 },
    say,
  )
  await Promise.all([api, bare, middleware].map((server) => server.stop()))
  return {
    title: `An authenticated request: GET /me, ${connections} connections`,
    unit: 'requests/s',
    subjects,
    comparisons: [
      { of: 'API', to: 'bare Express 5', goal: { atLeast: 0.85 } },
      { of: 'API', to: 'express-oauth2-jwt-bearer', goal: { atLeast: 3 } },
    ],
    notes: [
      'The same RS256 token in every request; the peers return the same JSON from memory.',
      'The API runs with all of its middleware and logs each request to a file; RATE_LIMIT_PER_MINUTE=0.',
    ],
  }
}
