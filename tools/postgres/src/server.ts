import { randomBytes } from 'node:crypto'
import { Pool } from 'pg'
import { KeeperProcess } from './keeper-process.ts'

export interface PostgresOptions {
  /** More of postgresql.conf, by name. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A real PostgreSQL on 127.0.0.1, for tests and benchmarks. */
export interface PostgresServer {
  readonly port: number
  /** The server's process id; undefined while it is not running. */
  readonly pid: number | undefined
  /** `postgres://` URL of a database, with the superuser's name and password. */
  url(database?: string): string
  /** Makes a database and returns its URL. @param template the URL of one to copy. Default: it is empty */
  createDatabase(template?: string): Promise<string>
  /** Ends sessions and server; data and port are kept for {@link PostgresServer.restart}. */
  stopAndKeep(): Promise<void>
  /** Kills the server by SIGKILL, like a crash. Data and port are kept. */
  kill9(): Promise<void>
  /** Starts the server on the same data and port; one that is running is stopped first. */
  restart(): Promise<void>
  /** Ends the server for good and removes its data. */
  stop(): Promise<void>
}

/**
 * Starts a PostgreSQL server on a free port of 127.0.0.1, with its data in a temporary directory; fsync is
 * on. For root it runs as an ordinary user. Server and data are gone when `stop` resolves, and soon after the
 * calling process has ended in any way, kill -9 included.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const keeper = new KeeperProcess()
  const password = randomBytes(16).toString('hex')
  let state: { readonly port: number; readonly pid: number | undefined }
  try {
    state = await keeper.send({ name: 'create', password, settings: options.settings ?? {} })
  } catch (error) {
    await keeper.close()
    throw error
  }
  const { port } = state
  const url = (database = 'postgres') => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`
  // One connection makes all databases: to open another takes about as long as to copy a database.
  const pool = new Pool({ connectionString: url(), max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true })
  pool.on('error', () => {})
  return {
    port,
    get pid() {
      return state.pid
    },
    url,
    async createDatabase(template) {
      const name = `test_${randomBytes(8).toString('hex')}`
      await pool.query(`CREATE DATABASE ${name} TEMPLATE ${nameIn(template)}`)
      return url(name)
    },
    async stopAndKeep() {
      state = await keeper.send({ name: 'end', signal: 'SIGINT' })
    },
    async kill9() {
      state = await keeper.send({ name: 'end', signal: 'SIGKILL' })
    },
    async restart() {
      state = await keeper.send({ name: 'start' })
    },
    async stop() {
      await pool.end().catch(() => undefined)
      await keeper.send({ name: 'remove' }).catch(() => undefined)
      await keeper.close()
    },
  }
}

function nameIn(template: string | undefined): string {
  return template === undefined ? 'template1' : new URL(template).pathname.slice(1)
}
