import type { DevIssuerOptions } from 'dev-issuer'
import { type RunningApi, startApi } from './api.ts'
import { machineEnv } from './cli.ts'
import { type EngineName, emptyDatabase, type TestDatabase } from './database.ts'
import { type RunningIssuer, startIssuer } from './issuer.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** An issuer, an API process on an empty database, and a folder to run the CLI in. */
export interface TestSystem extends AsyncDisposable {
  readonly issuer: RunningIssuer
  readonly database: TestDatabase
  readonly api: RunningApi
  /** Where the CLI runs, keeps its token and finds its files. */
  readonly folder: string
  /** How the CLI runs as the pushing machine. `url`: where it takes the API to be, if not where it is. */
  asMachine(url?: string): { readonly cwd: string; readonly env: Record<string, string> }
}

export async function startSystem(options: {
  readonly engine: EngineName
  readonly issuer?: DevIssuerOptions
  readonly apiEnv?: Readonly<Record<string, string>>
}): Promise<TestSystem> {
  await using started = new AsyncDisposableStack()
  const folder = started.use(await temporaryFolder())
  const issuer = started.use(await startIssuer(options.issuer))
  const database = started.use(await emptyDatabase(options.engine))
  const api = started.use(await startApi({ issuer: issuer.issuer, database, env: options.apiEnv ?? {} }))
  const all = started.move()
  return {
    issuer,
    database,
    api,
    folder: folder.path,
    asMachine: (url = api.url) => ({
      cwd: folder.path,
      env: machineEnv({ api: url, issuer: issuer.issuer, home: folder.path }),
    }),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}
