import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type RunningApi, startApi } from '../support/api.ts'
import { machineEnv, runCli, startCli } from '../support/cli.ts'
import { clientWith } from '../support/client.ts'
import { countOf, emptyDatabase, engines, type TestDatabase } from '../support/database.ts'
import { daysAgo } from '../support/days.ts'
import { type Gate, startGate } from '../support/gate.ts'
import { startIssuer } from '../support/issuer.ts'
import { reportOf } from '../support/push-report.ts'
import { csvOf, makeRows } from '../support/rows.ts'
import { seed, seededIntegers } from '../support/seeded-random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { machineToken } from '../support/tokens.ts'

/** `E2E_MOMENTS=100` for the long form. */
const moments = Number(process.env.E2E_MOMENTS) || 2
const rowsOfPush = 2_400
const rowsOfWitness = 700
const timeoutMs = moments * 30_000

describe.each(engines)(`a push into %s that is cut off ${moments} times (E2E_SEED=${seed})`, (engine) => {
  it('stores every entry once when the CLI is killed and run again', { timeout: timeoutMs }, async () => {
    await using system = await startParts(engine)
    const { gate, database, cli } = system
    const choose = seededIntegers(seed)
    const found = { created: 0, unchanged: 0 }

    for (let round = 0; round < moments; round++) {
      const file = await writeFileOf(system.folder, `cli-${round}`)
      const push = startCli(['push', file, '--json'], cli)
      atMoment(gate, choose, push.ended, async () => push.kill('SIGKILL'))
      expect((await push.ended).signal).toBe('SIGKILL')

      gate.onBatch = () => {}
      const report = reportOf(await runCli(['push', file, '--json'], cli))
      expect(report).toMatchObject({ read: rowsOfPush, updated: 0, rejected: 0 })
      expect(report.created + report.unchanged).toBe(rowsOfPush)
      found.created += report.created
      found.unchanged += report.unchanged
    }
    // The moments were in the middle: some of it had been stored, and some had not.
    expect(found.created).toBeGreaterThan(0)
    expect(found.unchanged).toBeGreaterThan(0)

    await expectEachOnce(database, moments * rowsOfPush)
  })

  it('loses nothing that was acknowledged when the API is killed', { timeout: timeoutMs }, async () => {
    await using system = await startParts(engine)
    const { gate, database, cli } = system
    const choose = seededIntegers(seed + 1)
    const client = clientWith(gate.url, await machineToken(system.issuer.issuer))
    const acknowledged = new Set<string>()

    for (let round = 0; round < moments; round++) {
      const file = await writeFileOf(system.folder, `api-${round}`)
      const rows = makeRows({ name: `witness-${round}`, count: rowsOfWitness, from: daysAgo(5), days: 5 })
      const restarted = Promise.withResolvers<void>()
      atMoment(gate, choose, restarted.promise, async () => {
        await system.restartApi().then(restarted.resolve, restarted.reject)
      })

      const push = runCli(['push', file, '--json'], cli)
      const witness = client.entries.push(rows, {
        batchSize: 100,
        onOutcome: ({ id }) => {
          if (id !== undefined) acknowledged.add(id)
        },
      })
      const [ending, summary] = await Promise.all([push, witness])
      await restarted.promise

      gate.onBatch = () => {}
      expect(summary).toMatchObject({ sent: rows.length, rejected: 0 })
      expect(reportOf(ending)).toMatchObject({ read: rowsOfPush, rejected: 0 })
      const again = reportOf(await runCli(['push', file, '--json'], cli))
      expect(again).toMatchObject({ created: 0, updated: 0, unchanged: rowsOfPush })
    }

    await expectEachOnce(database, moments * (rowsOfPush + rowsOfWitness))
    const stored = new Set((await database.query('select id from entries')).map(({ id }) => String(id)))
    expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([])
    expect(acknowledged.size).toBe(moments * rowsOfWitness)
  })
})

/**
 * Arranges that `strike` is called some milliseconds after a batch has gone to the API, both left to chance.
 * Later requests wait for `over`, so that the push can't be through before.
 */
function atMoment(
  gate: Gate,
  choose: (minimum: number, maximum: number) => number,
  over: Promise<unknown>,
  strike: () => Promise<void>,
): void {
  const first = choose(1, 3)
  const delayMs = choose(0, 60)
  let sent = 0
  let isStruck = false
  gate.onBatch = async (moment) => {
    if (moment !== 'request') return
    sent++
    if (sent > first && isStruck) await over
    if (sent >= first && !isStruck) {
      isStruck = true
      void delay(delayMs).then(strike)
    }
  }
}

async function writeFileOf(folder: string, name: string): Promise<string> {
  const file = join(folder, `${name}.csv`)
  await writeFile(file, csvOf(makeRows({ name, count: rowsOfPush, from: daysAgo(30), days: 30 })))
  return file
}

async function expectEachOnce(database: TestDatabase, count: number): Promise<void> {
  expect(await countOf(database, 'select count(*) from entries')).toBe(count)
  expect(await countOf(database, 'select count(distinct external_id) from entries')).toBe(count)
  // The log tells of each entry once, and of nothing else.
  expect(await countOf(database, 'select count(*) from events')).toBe(count)
  expect(
    await countOf(
      database,
      // A join of the two views would compare every row with every other one.
      `select count(distinct subject_id) from events
        where action = 'entry.created' and subject_id in (select cast(id as text) from entries)`,
    ),
  ).toBe(count)
  // And the books of the weeks add up to the entries.
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
  const sum = days.map((day) => `sum(${day}_minutes)`).join(' + ')
  expect(await countOf(database, `select ${sum} from weeks`)).toBe(
    await countOf(database, 'select sum(minutes) from entries'),
  )
}

async function startParts(engine: (typeof engines)[number]) {
  await using started = new AsyncDisposableStack()
  const folder = started.use(await temporaryFolder())
  const issuer = started.use(await startIssuer())
  const database = started.use(await emptyDatabase(engine))
  let api: RunningApi = await startApi({ issuer: issuer.issuer, database })
  const { port } = api
  started.defer(() => api[Symbol.asyncDispose]())
  const gate = started.use(await startGate(port))
  const all = started.move()
  return {
    issuer,
    database,
    gate,
    folder: folder.path,
    cli: {
      cwd: folder.path,
      env: machineEnv({ api: gate.url, issuer: issuer.issuer, home: folder.path }),
    },
    async restartApi() {
      await api.kill9()
      api = await startApi({ issuer: issuer.issuer, database, port })
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}
