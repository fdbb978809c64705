import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { freePort } from 'test-postgres'
import type { Settings } from '../../packages/web-demo/src/settings.ts'
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
  /**
   * `127.0.0.1` is another site than the issuer's `localhost`: its frames get no cookies. Default
   * `localhost`.
   */
  readonly host?: 'localhost' | '127.0.0.1'
  readonly accessTokenLifetimeSeconds?: number
  /** Sites that the issuer and the API know, besides the application's. */
  readonly otherOrigins?: readonly string[]
  /** More settings of the application. */
  readonly env?: Readonly<Record<string, string>>
  /** More settings of the API. */
  readonly apiEnv?: Readonly<Record<string, string>>
}

// Used again by the next system: the shared browser keeps what it compiled for an address.
const freePorts: number[] = []

const server = join(root, 'packages/web-demo/server/main.ts')

export async function startWebSystem(options: WebSystemOptions = {}): Promise<WebSystem> {
  if (!existsSync(join(root, 'packages/web-demo/dist/index.html'))) {
    throw new Error('packages/web-demo/dist is missing: run "pnpm run build" first')
  }
  await using started = new AsyncDisposableStack()
  const port = freePorts.pop() ?? (await freePort())
  started.defer(() => void freePorts.push(port))
  const origin = `http://${options.host ?? 'localhost'}:${port}`
  const { accessTokenLifetimeSeconds = 7_200, otherOrigins = [] } = options
  const origins = [origin, ...otherOrigins]
  const issuer = started.use(await startIssuer({ spaOrigins: origins, accessTokenLifetimeSeconds }))
  const database = started.use(await emptyDatabase('sqlite'))
  const api = started.use(
    await startApi({
      issuer: issuer.issuer,
      database,
      env: { CORS_ORIGINS: origins.join(','), ...options.apiEnv },
    }),
  )
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

/** Gives the page other settings than its server has. */
export async function overrideSettings(page: Page, settings: Partial<Settings>): Promise<void> {
  await page.route('**/config.json', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), ...settings } })
  })
}
