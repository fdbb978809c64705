import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort, freshDatabase, queryDatabase } from 'test-postgres'
import { ordinaryUser } from '../../../tools/postgres/src/ordinary-user.ts'
import { startApi } from '../../support/api.ts'
import { startIssuer } from '../../support/issuer.ts'
import { root } from '../../support/programs.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { machineToken } from '../../support/tokens.ts'
import type { Experiment } from '../experiment.ts'
import { disturbedPush } from './disturbed-push.ts'

/** Two processes behind PgBouncer in transaction mode, with the configuration of `deploy/`. */
export const pooler: Experiment = {
  summary: 'a push through two processes behind PgBouncer in transaction mode, which is killed',
  rounds: 5,
  engines: ['postgres'],
  missing: () =>
    spawnSync('pgbouncer', ['--version']).error
      ? 'PgBouncer is not installed: apt-get install pgbouncer'
      : undefined,
  async run(conditions) {
    await using issuer = await startIssuer()
    await using folder = await temporaryFolder()
    const direct = new URL(await freshDatabase())
    const pooled = new URL(direct)
    pooled.port = String(await freePort())
    const start = await poolerIn(folder.path, direct, pooled)
    let running = await start()
    try {
      const database = { env: { DATABASE_URL: pooled.href } }
      await using one = await startApi({ issuer: issuer.issuer, database })
      await using other = await startApi({ issuer: issuer.issuer, database })
      const outcome = await disturbedPush(conditions, {
        token: await machineToken(issuer.issuer),
        urls: [one.url, other.url],
        database: { query: (statement) => queryDatabase(direct.href, statement) },
        async disturb() {
          await kill(running)
          running = await start()
        },
      })
      const version = spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' }).stdout.split('\n')[0]
      return { ...outcome, note: `${version}, ${outcome.note}` }
    } finally {
      await kill(running)
    }
  },
}

/** Configures a PgBouncer at the address `pooled` in front of the database `direct`; the result starts it. */
async function poolerIn(folder: string, direct: URL, pooled: URL): Promise<() => Promise<ChildProcess>> {
  const name = direct.pathname.slice(1)
  const users = join(folder, 'userlist.txt')
  const file = join(folder, 'pgbouncer.ini')
  const example = await readFile(join(root, 'deploy/postgresql/pgbouncer.ini'), 'utf8')
  const settings = example
    .replace(/^timesheets = .*$/m, `${name} = host=${direct.hostname} port=${direct.port}`)
    .replace(/^listen_port = .*$/m, `listen_port = ${pooled.port}`)
    .replace(/^auth_file = .*$/m, `auth_file = ${users}`)
  await writeFile(users, `"${direct.username}" "${direct.password}"\n`)
  await writeFile(file, settings)
  // It refuses to run as root.
  await chmod(folder, 0o755)
  const identity = await ordinaryUser()
  return async () => {
    const child = spawn('pgbouncer', [file], { ...identity, stdio: ['ignore', 'ignore', 'pipe'] })
    for await (const text of child.stderr.setEncoding('utf8')) {
      if (String(text).includes('process up')) break
    }
    return child
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}
