import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type PostgresServer, startPostgres } from './server.ts'

/** The environment variable by which test processes find the broker. */
export const brokerVariable = 'TEST_POSTGRES_BROKER'

/**
 * Commits return at once, and nothing runs in the background: no test kills this server, and hundreds of
 * databases would have a process vacuum one of them ten times a second.
 */
const settings = { fsync: 'off', full_page_writes: 'off', autovacuum: 'off' }

/**
 * Starts the broker of one PostgreSQL that all test files of a run share. It starts the server when the first
 * database is requested, so runs that need none do not pay for one. It responds to any request with the URL
 * of a fresh database: a copy of the one whose URL the request has, otherwise an empty one.
 */
export async function startBroker(): Promise<{ url: string; stop(): Promise<void> }> {
  let postgres: Promise<PostgresServer> | undefined
  const server = createServer(async (request, response) => {
    try {
      postgres ??= startPostgres({ settings })
      const template = await text(request)
      response.end(await (await postgres).createDatabase(template || undefined))
    } catch (error) {
      response.statusCode = 500
      response.end(String(error))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await (await postgres?.catch(() => undefined))?.stop()
    },
  }
}
