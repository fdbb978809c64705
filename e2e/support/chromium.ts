import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'

const run = promisify(execFile)

/** Chromium without the parts that draw its own windows: a visit takes a third of the processor time. */
const headlessShells = ['chromium-headless-shell', 'chrome-headless-shell']
const browsers = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]
const macApplications = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)

let found: Promise<string> | undefined

/**
 * The path of a Chromium: the one that `CHROME_PATH` names, a headless shell (which root on Debian installs
 * here), an installed browser, or Playwright's.
 *
 * @throws {Error} that says what to install
 */
export function findChromium(): Promise<string> {
  found ??= find()
  return found
}

async function find(): Promise<string> {
  const named = process.env.CHROME_PATH
  if (named) {
    if (await isExecutable(named)) return named
    throw new Error(
      `CHROME_PATH is "${named}", which is not a program: set it to the path of a Chromium, or unset it`,
    )
  }
  const shell = await firstOf(inPath(headlessShells))
  if (shell !== undefined) return shell
  const browser = await firstOf([...inPath(browsers), ...macApplications, chromium.executablePath()])
  await installOnDebian({ withLists: browser === undefined })
  const chosen = (await firstOf(inPath(headlessShells))) ?? browser
  if (chosen !== undefined) return chosen
  throw new Error(
    'The browser tests need Chromium, and there is none. Install it (Debian: "apt-get install chromium-headless-shell"; ' +
      'anywhere: "npx playwright-core install chromium-headless-shell --with-deps"), or set CHROME_PATH to its path',
  )
}

const inPath = (names: readonly string[]) =>
  names.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))

async function firstOf(places: readonly string[]): Promise<string | undefined> {
  for (const place of places) if (await isExecutable(place)) return place
  return undefined
}

/** Installs Debian's headless shell if this is Debian and root; a failure leaves everything as it is. */
async function installOnDebian({ withLists }: { readonly withLists: boolean }): Promise<void> {
  const isDebian = /^ID="?debian"?$/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''))
  if (!isDebian || process.getuid?.() !== 0) return
  console.log('Installing Debian’s headless Chromium: apt-get install -y chromium-headless-shell')
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 64 * 1024 * 1024,
    timeout: 300_000,
  }
  if (withLists) await run('apt-get', ['update'], options).catch(() => {})
  const install = [
    'install',
    '-y',
    '-o',
    'DPkg::Lock::Timeout=120',
    '--no-install-recommends',
    'chromium-headless-shell',
  ]
  await run('apt-get', install, options).catch(() => {})
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
