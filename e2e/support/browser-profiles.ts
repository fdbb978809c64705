import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

export async function newContext(browser: Browser, options?: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  context.setDefaultTimeout(15_000)
  return context
}

/** Each has a process of 100 MB. */
const keptProfiles = 6

/**
 * Contexts that are used again by later visits with the same options, emptied in between. A new one makes
 * Chromium start two processes and compile the application again: three quarters of what a visit costs.
 */
export class Profiles {
  readonly #browser: Browser
  /** The one that waits longest is the first. */
  readonly #free: Profile[] = []

  constructor(browser: Browser) {
    this.#browser = browser
  }

  async take(options?: BrowserContextOptions): Promise<Profile> {
    const key = JSON.stringify(options ?? {})
    const index = this.#free.findLastIndex((profile) => profile.key === key)
    const [profile] = index < 0 ? [] : this.#free.splice(index, 1)
    return profile ?? new Profile(key, await newContext(this.#browser, options))
  }

  /** Empties the profile; what cannot be emptied is closed. `requests` tells which sites stored something. */
  async giveBack(profile: Profile, { page, requests }: { page: Page; requests: readonly string[] }) {
    try {
      await profile.empty(page, new Set(requests.map((url) => new URL(url).origin)))
    } catch {
      await profile.context.close()
      return
    }
    this.#free.push(profile)
    if (this.#free.length > keptProfiles) await this.#free.shift()?.context.close()
  }
}

class Profile {
  readonly key: string
  readonly context: BrowserContext
  /** A page without scripts at the application's address: it keeps the process and what was compiled. */
  #parked: Page | undefined

  constructor(key: string, context: BrowserContext) {
    this.key = key
    this.context = context
  }

  async newPage(): Promise<Page> {
    const parked = this.#parked
    if (parked === undefined) return this.context.newPage()
    // Opened by a page, the new one is shown by the same process.
    const opened = this.context.waitForEvent('page')
    await parked.evaluate(() => {
      window.open('about:blank')
    })
    return opened
  }

  async empty(used: Page, origins: ReadonlySet<string>): Promise<void> {
    const { context } = this
    await Promise.all([context.setOffline(false), context.clearPermissions(), context.unrouteAll()])
    this.#parked ??= await park(used)
    for (const page of context.pages()) if (page !== this.#parked) await page.close()
    const storage = await context.newCDPSession(this.#parked)
    for (const origin of origins) {
      if (origin !== 'null') await storage.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
    }
    await storage.send('Network.clearBrowserCache')
    await storage.detach()
    await context.clearCookies()
  }
}

/** @throws {Error} when the page is closed or not at a server, so that the profile is not used again */
async function park(page: Page): Promise<Page> {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  const response = await page.goto(new URL('/icon.svg', page.url()).href)
  if (response?.status() !== 200) throw new Error('there is nothing to park at')
  // A page that is opened gets a copy of it.
  await page.evaluate(() => sessionStorage.clear())
  return page
}
