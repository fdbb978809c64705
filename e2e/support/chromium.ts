import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'

const run = promisify(execFile)

const names = [
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
 * The path of a Chromium: the one that `CHROME_PATH` names, an installed one, Playwright's, or Debian's,
 * which root on Debian installs here.
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
  return (await installed()) ?? (await installOnDebian())
}

async function installed(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  for (const place of [...places, ...macApplications, chromium.executablePath()]) {
    if (await isExecutable(place)) return place
  }
  return undefined
}

async function installOnDebian(): Promise<string> {
  const isDebian = /^ID="?debian"?$/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''))
  if (isDebian && process.getuid?.() === 0) {
    console.log('No Chromium is installed. Installing Debian’s: apt-get install -y chromium')
    const options = {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 64 * 1024 * 1024,
    }
    await run('apt-get', ['update'], options).catch(() => {})
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)
    const path = await installed()
    if (path !== undefined) return path
  }
  throw new Error(
    'The browser tests need Chromium, and there is none. Install it (Debian, Ubuntu: "apt-get install chromium"; ' +
      'anywhere: "npx playwright-core install chromium-headless-shell --with-deps"), or set CHROME_PATH to its path',
  )
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
