import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type ConsoleMessage,
  chromium,
  type Page,
  type Request,
  type WebError,
} from 'playwright-core'
import { newContext, Profiles } from './browser-profiles.ts'
import { findChromium } from './chromium.ts'

export interface TestBrowser {
  /**
   * A person's own browser: nothing in it but what its test puts there. It may hold compiled scripts of an
   * earlier visit with the same options, which halves the time of a test; not cookies, storage or files.
   */
  open(options?: BrowserContextOptions): Promise<TestVisit>
  /** The same as nobody ever used: for tests that set its clock or measure a first visit. */
  openNew(options?: BrowserContextOptions): Promise<TestVisit>
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
export async function startBrowser(): Promise<TestBrowser & AsyncDisposable> {
  const browser = await launch()
  return { ...testBrowser(browser), [Symbol.asyncDispose]: () => browser.close() }
}

let shared: Promise<TestBrowser> | undefined

/** The browser of all test files that run in this process. It ends with the process. */
export function sharedBrowser(): Promise<TestBrowser> {
  shared ??= launch().then((browser) => {
    // After a crash, the next file gets another one.
    browser.once('disconnected', () => {
      shared = undefined
    })
    return testBrowser(browser)
  })
  return shared
}

async function launch(): Promise<Browser> {
  return chromium.launch({
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
}

function testBrowser(browser: Browser): TestBrowser {
  const profiles = new Profiles(browser)
  return {
    async open(options) {
      const profile = await profiles.take(options)
      return visitOf(profile.context, await profile.newPage(), (visit) => profiles.giveBack(profile, visit))
    },
    async openNew(options) {
      const context = await newContext(browser, options)
      return visitOf(context, await context.newPage(), () => context.close())
    },
  }
}

function visitOf(context: BrowserContext, page: Page, end: (visit: TestVisit) => Promise<void>): TestVisit {
  const requests: string[] = []
  const problems: string[] = []
  const onRequest = (request: Request) => requests.push(request.url())
  const onError = (error: WebError) => problems.push(String(error.error()))
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === 'error') problems.push(message.text())
  }
  context.on('request', onRequest).on('weberror', onError).on('console', onConsole)
  return {
    context,
    page,
    requests,
    problems,
    /** @throws {Error} when a request has left this machine: it fails the test, whatever else it shows */
    async [Symbol.asyncDispose]() {
      context.off('request', onRequest).off('weberror', onError).off('console', onConsole)
      await end(this)
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
