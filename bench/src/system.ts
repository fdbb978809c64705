import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clients, type DevIssuer, defaultAudience, startDevIssuer } from 'dev-issuer'
import { freePort } from 'test-postgres'
import { type DatabasePlace, Databases, settingsOf } from './databases.ts'
import { Program } from './processes/program.ts'
import { type Server, startServer } from './processes/server.ts'

const apiProgram = 'packages/api-server/dist/main.js'
const cliProgram = 'packages/cli/dist/main.js'
const reportUsage = join(import.meta.dirname, 'processes/report-usage.mjs')

/** The API with PostgreSQL behind a proxy that takes time. */
export interface DistantApi extends Server {
  /** From now on, everything between the API and PostgreSQL takes so long, each way. */
  moveAway(delayMs: number): Promise<void>
}

export interface SystemOptions {
  /** Node flags for API and CLI, by the name of the program. */
  readonly nodeArgsFor?: (program: 'api' | 'cli') => readonly string[]
}

/**
 * The system that measures run against: an issuer, databases and programs, started on demand and stopped at
 * the end.
 */
export class System {
  readonly databases: Databases
  readonly folder: string
  readonly #issuer: DevIssuer
  readonly #options: SystemOptions
  readonly #running = new Set<{ stop(): Promise<void> }>()
  #logs = 0

  private constructor(folder: string, issuer: DevIssuer, options: SystemOptions) {
    this.folder = folder
    this.#issuer = issuer
    this.#options = options
    this.databases = new Databases(folder)
  }

  static async start(options: SystemOptions = {}): Promise<System> {
    const folder = await mkdtemp(join(tmpdir(), 'timesheets-bench-'))
    return new System(folder, await startDevIssuer({ port: 0 }), options)
  }

  /** The API as it runs in production, except that there is no rate limit. */
  startApi(database: DatabasePlace, settings: Readonly<Record<string, string>> = {}): Promise<Server> {
    const nodeArgs = this.#options.nodeArgsFor?.('api') ?? []
    const env = { ...this.#apiSettings(), ...settingsOf(database), ...settings }
    return this.#startServer(apiProgram, env, nodeArgs)
  }

  /** The API on a fresh PostgreSQL database, which is not far away yet. */
  async startDistantApi(): Promise<DistantApi> {
    const database = await this.databases.fresh('postgres')
    const url = new URL(settingsOf(database).DATABASE_URL ?? '')
    const listenPort = String(await freePort())
    const proxy = await this.startPeer('slow-proxy.ts', { TARGET_PORT: url.port, LISTEN_PORT: listenPort })
    url.hostname = '127.0.0.1'
    url.port = listenPort
    const api = await this.startApi({ engine: 'postgres', url: url.href })
    return {
      ...api,
      async moveAway(delayMs) {
        await fetch(`${proxy.url}/${delayMs}`, { method: 'PUT' })
      },
      async stop() {
        await api.stop()
        await proxy.stop()
      },
    }
  }

  /** A program of `peers/`, with the API's settings. */
  startPeer(name: string, settings: Readonly<Record<string, string>> = {}): Promise<Server> {
    return this.#startServer(`bench/src/peers/${name}`, { ...this.#apiSettings(), ...settings })
  }

  /**
   * Runs the CLI as the pushing machine client.
   * @param usageFile the file that it writes its resource usage to when it ends
   */
  startCli(args: readonly string[], api: Server, usageFile: string): Program {
    const { clientId, secret } = clients['m2m-push']
    const program = new Program(cliProgram, {
      args,
      logFile: this.#nextLogFile(),
      nodeArgs: ['--import', reportUsage, ...(this.#options.nodeArgsFor?.('cli') ?? [])],
      env: {
        USAGE_FILE: usageFile,
        HOME: this.folder,
        TIMESHEETS_API_URL: api.url,
        TIMESHEETS_ISSUER: this.#issuer.issuer,
        TIMESHEETS_AUDIENCE: defaultAudience,
        TIMESHEETS_CLIENT_ID: clientId,
        TIMESHEETS_CLIENT_SECRET: secret,
      },
    })
    this.#running.add(program)
    return program
  }

  /** The access token of a machine client: RS256, with the lifetime and the claims of a tenant's. */
  async token(machine: 'm2m-push' | 'm2m-office' = 'm2m-push'): Promise<string> {
    const { clientId, secret } = clients[machine]
    const response = await fetch(new URL('oauth/token', this.#issuer.issuer), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: secret,
        audience: defaultAudience,
      }),
    })
    const { access_token: token } = (await response.json()) as { access_token?: string }
    if (!token) throw new Error(`the issuer returned no token: status ${response.status}`)
    return token
  }

  /** Migrates a database by starting the API once. */
  async migrate(database: DatabasePlace): Promise<void> {
    const api = await this.startApi(database)
    await api.stop()
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running].map((running) => running.stop()))
    await this.databases.stop()
    await this.#issuer.stop()
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }

  async #startServer(
    path: string,
    env: Readonly<Record<string, string>>,
    nodeArgs: readonly string[] = [],
  ): Promise<Server> {
    const server = await startServer(path, await freePort(), { env, nodeArgs, logFile: this.#nextLogFile() })
    this.#running.add(server)
    return server
  }

  #apiSettings(): Record<string, string> {
    return {
      ISSUER_BASE_URL: this.#issuer.issuer,
      AUDIENCE: defaultAudience,
      RATE_LIMIT_PER_MINUTE: '0',
      NODE_ENV: 'production',
    }
  }

  #nextLogFile(): string {
    return join(this.folder, `program-${++this.#logs}.log`)
  }
}
