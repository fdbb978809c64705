import { setTimeout as delay } from 'node:timers/promises'
import { defaultAudience } from 'dev-issuer'
import { freePort } from 'test-postgres'
import type { TestDatabase } from './database.ts'
import { type Ending, TestProcess } from './process.ts'
import { program } from './programs.ts'

export interface ApiOptions {
  readonly issuer: string
  readonly database: Pick<TestDatabase, 'env'>
  /** A free one unless set. */
  readonly port?: number
  /** The path of the program, and the Node to run it on. Default: the built one, on the Node of the tests. */
  readonly program?: string
  readonly node?: string
  /** More settings. */
  readonly env?: Readonly<Record<string, string>>
}

export interface RunningApi extends AsyncDisposable {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** Its log so far. */
  log(): string
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<Ending>
  kill9(): Promise<Ending>
}

/**
 * Starts the API as a process and waits until it is ready.
 * @throws {Error} with its log when it ends before
 */
export async function startApi(options: ApiOptions): Promise<RunningApi> {
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const child = new TestProcess(options.program ?? program('api'), [], {
    env: apiEnv({ ...options, port }),
    ...(options.node !== undefined && { node: options.node }),
  })
  while (!(await isReady(url))) {
    if (!child.isRunning) throw new Error(`the API ended: ${(await child.ended).stderr || child.output}`)
    await delay(20)
  }
  return {
    url,
    port,
    pid: child.pid,
    log: () => child.output,
    stop: () => child.end('SIGTERM'),
    kill9: () => child.end('SIGKILL'),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}

/** The settings of an API process. */
function apiEnv(options: ApiOptions & { readonly port: number }): Record<string, string> {
  return {
    PORT: String(options.port),
    ISSUER_BASE_URL: options.issuer,
    AUDIENCE: defaultAudience,
    RATE_LIMIT_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
    ...options.database.env,
    ...options.env,
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}
