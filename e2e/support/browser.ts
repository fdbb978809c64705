import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { findChromium } from './chromium.ts'

export interface TestBrowser extends AsyncDisposable {
  /** A person's own browser: nothing in it but what its tests put there. */
  open(options?: BrowserContextOptions): Promise<TestVisit>
}

export interface TestVisit extends AsyncDisposable {
  readonly context: BrowserContext
  readonly page: Page
  /** The address of every request so far, of all pages and frames. */
  readonly requests: readonly string[]
  /** Errors on the consoles of the pages, and uncaught exceptions. */
  readonly problems: readonly string[]
}

/** Starts Chromium. Everything but this machine is unknown to it. */
export async function startBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  })
  return {
    open: (options) => openVisit(browser, options),
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

async function openVisit(browser: Browser, options?: BrowserContextOptions): Promise<TestVisit> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  context.setDefaultTimeout(15_000)
  const requests: string[] = []
  const problems: string[] = []
  context.on('request', (request) => requests.push(request.url()))
  context.on('weberror', (error) => problems.push(String(error.error())))
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  return {
    context,
    page: await context.newPage(),
    requests,
    problems,
    /** @throws {Error} when a request has left this machine: it fails the test, whatever else it shows */
    async [Symbol.asyncDispose]() {
      await context.close()
      const gone = requests.filter((url) => !staysHere(url))
      if (gone.length > 0) throw new Error(`requests have left this machine: ${gone.join(', ')}`)
    },
  }
}

const localHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1'])

function staysHere(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return !['http:', 'https:', 'ws:', 'wss:'].includes(protocol) || localHosts.has(hostname)
}
