import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi } from '../support/api.ts'
import { emptyDatabase } from '../support/database.ts'
import { daysAgo } from '../support/days.ts'
import { installPacked } from '../support/packed.ts'
import { root } from '../support/programs.ts'
import { sdkUse, sdkUsed } from '../support/sdk-use.ts'
import { startSystem, type TestSystem } from '../support/system.ts'

const run = promisify(execFile)

let stack: AsyncDisposableStack
let system: TestSystem

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  system = stack.use(await startSystem({ engine: 'sqlite' }))
  await installPacked(system.folder)
})
afterAll(() => stack?.disposeAsync())

/** The lowest Node that the SDK claims, the one that the programs ask for, and the highest. */
const [lowest, own, highest] = [nodeOf('node-lowest'), process.execPath, nodeOf('node-highest')]

function nodeOf(name: string): string {
  return join(root, `e2e/node_modules/${name}/bin/node`)
}

const installed = (...path: readonly string[]) => join(system.folder, 'node_modules', ...path)

describe('a release, packed and installed into an empty project', () => {
  it.each([lowest, highest])(
    'pushes, reads, verifies tokens and webhooks, and sends an outbox by the SDK on %s',
    async (node) => {
      const { cwd, env } = system.asMachine()
      const { stdout: version } = await run(node, ['--version'])
      const USE_SDK = JSON.stringify(sdkUse(`node-${version.trim()}`, system))
      const { stdout } = await run(node, [join(cwd, 'use-sdk-in-process.mjs')], {
        cwd,
        env: { ...env, USE_SDK },
      })
      expect(JSON.parse(stdout)).toEqual(sdkUsed)
      const { engines } = JSON.parse(await readFile(installed('timesheets-sdk/package.json'), 'utf8'))
      if (node === lowest) expect(`>=${version.trim().slice(1)}`).toBe(engines.node)
    },
  )

  it.each([own, highest])('pushes a file by the command line on %s', async (node) => {
    const { cwd, env } = system.asMachine()
    await writeFile(join(cwd, 'hours.csv'), `userId,date,project,hours\nauth0|cli,${daysAgo(3)},ACME-42,3\n`)
    const program = installed('timesheets-cli/dist/main.js')
    const { stdout } = await run(node, [program, 'push', 'hours.csv'], { cwd, env })
    expect(stdout).toMatch(node === own ? /1 created/ : /1 unchanged/)
  })

  it.each([own, highest])('serves the API and its pages on %s', async (node) => {
    await using database = await emptyDatabase('sqlite')
    await using api = await startApi({
      issuer: system.issuer.issuer,
      database,
      program: installed('timesheets-api-server/dist/main.js'),
      node,
    })
    const pages = await Promise.all(
      ['/docs', '/docs/swagger-ui.css', '/openapi.json'].map(
        async (path) => (await fetch(api.url + path)).status,
      ),
    )
    expect(pages).toEqual([200, 200, 200])
  })
})
