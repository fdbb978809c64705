// Runs the packed SDK on runtimes that are no dependencies of this project, and writes what was seen to
// docs/platforms.json: pnpm platforms [--folder <kept between runs>]. It needs the npm registry.
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { isDeepStrictEqual, parseArgs, promisify } from 'node:util'
import { packInto } from '../support/packed.ts'
import { root } from '../support/programs.ts'
import { sdkUse, sdkUsed } from '../support/sdk-use.ts'
import { startSystem, type TestSystem } from '../support/system.ts'

const run = promisify(execFile)
const { values } = parseArgs({ options: { folder: { type: 'string' } } })
const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'timesheets-platforms-')))
const installed = (...path: readonly string[]) => join(folder, 'node_modules', ...path)

/** Each runtime by its npm package, and how it runs the SDK's program. */
const runtimes = {
  bun: (system: TestSystem) => inProcess(installed('.bin/bun'), [], 'bun', system),
  deno: (system: TestSystem) =>
    inProcess(installed('.bin/deno'), ['run', '--allow-all', '--node-modules-dir=manual'], 'deno', system),
  workerd: inWorker,
}

await install()
await using system = await startSystem({ engine: 'sqlite' })
const seenOn = new Date().toISOString().slice(0, 10)
const seen: Record<string, { version: string; seenOn: string }> = {}
for (const [name, use] of Object.entries(runtimes)) {
  const { version } = JSON.parse(await readFile(installed(name, 'package.json'), 'utf8'))
  const used = await use(system)
  const isAsElsewhere = isDeepStrictEqual(used, sdkUsed)
  console.log(`${name} ${version}: ${isAsElsewhere ? 'as on Node' : JSON.stringify(used)}`)
  if (isAsElsewhere) seen[name] = { version, seenOn }
  else process.exitCode = 1
}
if (process.exitCode === undefined) {
  await writeFile(join(root, 'docs/platforms.json'), `${JSON.stringify(seen, null, 2)}\n`)
}
if (values.folder === undefined) await rm(folder, { recursive: true, force: true })

async function install(): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  const archives = await packInto(folder, ['timesheets-sdk'])
  await rm(installed('timesheets-sdk'), { recursive: true, force: true })
  // workerd comes with miniflare. npm may skip their install scripts, which put the programs in place.
  const packages = ['bun', 'deno', 'miniflare', 'esbuild', ...archives.map((name) => `./${name}`)]
  await run('npm', ['install', '--no-audit', '--no-fund', '--foreground-scripts', ...packages], {
    cwd: folder,
  })
  for (const script of ['bun/install.js', 'deno/install.cjs', 'workerd/install.js']) {
    await run(process.execPath, [installed(script)], { cwd: join(installed(script), '..') })
  }
  for (const name of ['use-sdk.mjs', 'use-sdk-in-process.mjs', 'use-sdk-in-worker.mjs', 'miniflare.mjs']) {
    const place = name === 'miniflare.mjs' ? 'e2e/platforms' : 'e2e/support'
    await cp(join(root, place, name), join(folder, name))
  }
}

async function inProcess(program: string, args: readonly string[], name: string, system: TestSystem) {
  const env = { ...process.env, HOME: folder, USE_SDK: JSON.stringify(sdkUse(name, system)) }
  const { stdout } = await run(program, [...args, 'use-sdk-in-process.mjs'], { cwd: folder, env })
  return JSON.parse(stdout)
}

async function inWorker(system: TestSystem) {
  const bundle = ['use-sdk-in-worker.mjs', '--bundle', '--format=esm', '--outfile=worker.mjs']
  const conditions = '--conditions=workerd,worker,browser'
  await run(installed('.bin/esbuild'), [...bundle, conditions], { cwd: folder })
  const env = { ...process.env, USE_SDK: JSON.stringify(sdkUse('workerd', system)) }
  const { stdout } = await run(process.execPath, ['miniflare.mjs'], { cwd: folder, env })
  return JSON.parse(stdout)
}
