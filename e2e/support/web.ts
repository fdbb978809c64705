import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from 'test-postgres'
import { type RunningApi, startApi } from './api.ts'
import { emptyDatabase, type TestDatabase } from './database.ts'
import { type RunningIssuer, startIssuer } from './issuer.ts'
import { TestProcess } from './process.ts'
import { root } from './programs.ts'

/** Issuer, API on an empty SQLite, and the built application: all that a person's browser meets. */
export interface WebSystem extends AsyncDisposable {
  /** Where the application is, as its origin. */
  readonly origin: string
  readonly issuer: RunningIssuer
  readonly api: RunningApi
  readonly database: TestDatabase
}

export interface WebSystemOptions {
  /** `127.0.0.1` is another site than the issuer's `localhost`: its frames get no cookies. Default `localhost`. */
  readonly host?: 'localhost' | '127.0.0.1'
  readonly accessTokenLifetimeSeconds?: number
  /** More settings of the application. */
  readonly env?: Readonly<Record<string, string>>
}

const server = join(root, 'packages/web-demo/server/main.ts')

export async function startWebSystem(options: WebSystemOptions = {}): Promise<WebSystem> {
  if (!existsSync(join(root, 'packages/web-demo/dist/index.html'))) {
    throw new Error('packages/web-demo/dist is missing: run "pnpm run build" first')
  }
  await using started = new AsyncDisposableStack()
  const port = await freePort()
  const origin = `http://${options.host ?? 'localhost'}:${port}`
  const { accessTokenLifetimeSeconds = 7_200 } = options
  const issuer = started.use(await startIssuer({ spaOrigins: [origin], accessTokenLifetimeSeconds }))
  const database = started.use(await emptyDatabase('sqlite'))
  const api = started.use(await startApi({ issuer: issuer.issuer, database, env: { CORS_ORIGINS: origin } }))
  const env = {
    PORT: String(port),
    VITE_API_URL: api.url,
    VITE_ISSUER: issuer.issuer,
    ...options.env,
  }
  const web = started.use(new TestProcess(server, [], { env }))
  await web.says(/ready at/)
  const all = started.move()
  return { origin, issuer, api, database, [Symbol.asyncDispose]: () => all.disposeAsync() }
}
