// Installs, type-checks, bundles and renders examples/mobile, for which it needs the npm registry:
// pnpm example:mobile [--folder <kept between runs>] [--screenshot <file>]
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs, promisify } from 'node:util'
import { freePort } from 'test-postgres'
import { example } from '../support/examples.ts'
import { packInto } from '../support/packed.ts'
import { render } from './render.ts'

const run = promisify(execFile)
const { values } = parseArgs({ options: { folder: { type: 'string' }, screenshot: { type: 'string' } } })
const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'timesheets-mobile-')))
const port = await freePort()
const origin = `http://localhost:${port}`
const apiPort = await freePort()
const issuerPort = await freePort()

await step('installs from the npm registry', async () => {
  for (const part of ['app', 'src']) await rm(join(folder, part), { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await cp(example('mobile'), folder, { recursive: true })
  const [sdk = ''] = await packInto(folder, ['timesheets-sdk'])
  const path = join(folder, 'package.json')
  const manifest = JSON.parse(await readFile(path, 'utf8'))
  manifest.dependencies['timesheets-sdk'] = `file:./${sdk}`
  await writeFile(path, JSON.stringify(manifest, null, 2))
  // The archive of the same version may be another one than last time.
  await rm(join(folder, 'node_modules/timesheets-sdk'), { recursive: true, force: true })
  await rm(join(folder, 'package-lock.json'), { force: true })
  await run('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder })
  await expo('install', '--check')
})
await step('type-checks', () => run(join(folder, 'node_modules/.bin/tsc'), [], { cwd: folder }))
await step('bundles for Android, iOS and the web', () =>
  expo('export', '--platform', 'android', '--platform', 'ios', '--platform', 'web', '--clear'),
)
await step('signs in and logs hours in Chromium, by react-native-web', () =>
  render({ site: join(folder, 'dist'), port, apiPort, issuerPort, screenshot: values.screenshot }),
)
if (values.folder === undefined) await rm(folder, { recursive: true, force: true })

function expo(...args: readonly string[]) {
  const env = {
    ...process.env,
    CI: '1',
    EXPO_OFFLINE: '1',
    EXPO_NO_TELEMETRY: '1',
    EXPO_PUBLIC_API_URL: `http://localhost:${apiPort}`,
    EXPO_PUBLIC_ISSUER: `http://localhost:${issuerPort}/`,
    // On a phone it is the client `mobile` with the custom scheme.
    EXPO_PUBLIC_CLIENT_ID: 'spa',
    EXPO_PUBLIC_REDIRECT_URI: `${origin}/callback`,
    EXPO_PUBLIC_SIGNED_OUT_URI: `${origin}/`,
  }
  return run(join(folder, 'node_modules/.bin/expo'), [...args], { cwd: folder, env })
}

async function step(name: string, work: () => Promise<unknown>): Promise<void> {
  const beganAtMs = Date.now()
  try {
    await work()
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    console.error(`FAILED: ${name}\n${stdout}${stderr}`)
    throw error
  }
  console.log(`${name}: ${Math.round((Date.now() - beganAtMs) / 1000)} s`)
}
