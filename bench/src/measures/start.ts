import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { join, relative } from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from 'test-postgres'
import type { Bench } from '../bench.ts'
import type { Finding, Sample } from '../finding.ts'
import { Program, root } from '../processes/program.ts'

const run = promisify(execFile)
const readyTimeoutMs = 180_000
const askEveryMs = 20

/**
 * `pnpm start` until it prints `ready`: issuer, API and application run, and the demo has been pushed once.
 */
export async function start({ system, quick, say }: Bench): Promise<Finding> {
  const built: Sample[] = []
  for (let round = 0; round < (quick ? 1 : 3); round++) {
    say(`start of a built clone, round ${round + 1}`)
    built.push({ value: await startUntilReady(system.folder, 'scripts/start.mjs') })
  }
  const subjects = [{ name: names.built, samples: built }]
  const pnpm = process.env.npm_execpath
  if (!quick && pnpm !== undefined) {
    say('start of a fresh clone: install and build first')
    subjects.push({ name: names.clone, samples: [{ value: await startOfClone(system.folder, pnpm) }] })
  }
  return {
    title: 'Start: until everything runs and the demo has been pushed and read back',
    unit: 'ms',
    subjects,
    comparisons: subjects.map(({ name }) => ({ of: name, goal: { atMost: 20_000 } })),
    notes: [
      'A fresh clone: git clone, pnpm install from the package cache, a build of every package, then the same start.',
    ],
  }
}

const names = { built: 'start, everything built', clone: 'start of a fresh clone, packages cached' }

async function startOfClone(folder: string, pnpm: string): Promise<number> {
  const clone = join(folder, 'clone')
  await run('git', ['clone', '--quiet', root, clone])
  const startMs = performance.now()
  await run(pnpm, ['install', '--frozen-lockfile', '--offline'], {
    cwd: clone,
    env: { ...process.env, CI: 'true' },
  })
  const installMs = performance.now() - startMs
  return installMs + (await startUntilReady(folder, relative(root, join(clone, 'scripts/start.mjs'))))
}

async function startUntilReady(folder: string, path: string): Promise<number> {
  const place = await mkdtemp(join(folder, 'start-'))
  const [api, issuer, web, docs] = [await freePort(), await freePort(), await freePort(), await freePort()]
  const startMs = performance.now()
  const program = new Program(path, {
    logFile: join(place, 'start.log'),
    env: {
      ...inherited(),
      TIMESHEETS_API_PORT: String(api),
      TIMESHEETS_ISSUER_PORT: String(issuer),
      TIMESHEETS_WEB_PORT: String(web),
      TIMESHEETS_DOCS_PORT: String(docs),
      DATA_DIR: join(place, 'data'),
    },
  })
  while (!/^ready$/m.test(await program.log())) {
    const isLate = performance.now() - startMs > readyTimeoutMs
    if (!program.isRunning || isLate) {
      await program.stop()
      throw new Error(`start did not become ready: ${(await program.log()).slice(-2_000)}`)
    }
    await delay(askEveryMs)
  }
  const readyMs = performance.now() - startMs
  await program.stop()
  return readyMs
}

/** The environment of a shell in which nothing is set for Timesheets. */
function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || name.startsWith('TIMESHEETS_') ? [] : [[name, value]],
    ),
  )
}
