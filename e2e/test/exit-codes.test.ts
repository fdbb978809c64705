import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clients } from 'dev-issuer'
import { freePort } from 'test-postgres'
import { createOutbox } from 'timesheets-sdk/outbox'
import { fileOutboxStorage } from 'timesheets-sdk/outbox/file'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, startCli, tokenEnv } from '../support/cli.ts'
import { clientWith } from '../support/client.ts'
import { countOf } from '../support/database.ts'
import { daysAgo } from '../support/days.ts'
import { startGate } from '../support/gate.ts'
import { reportOf } from '../support/push-report.ts'
import { csvOf, makeRows } from '../support/rows.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { machineToken } from '../support/tokens.ts'

// The numbers are part of the contract with scripts (DESIGN section 5).
describe.concurrent('the exit code of a push', () => {
  let system: TestSystem
  beforeAll(async () => {
    system = await startSystem({ engine: 'sqlite' })
  })
  afterAll(() => system[Symbol.asyncDispose]())

  const fileOf = async (name: string, rows = makeRows({ name, count: 3, from: daysAgo(3), days: 3 })) => {
    const file = join(system.folder, `${name}.csv`)
    await writeFile(file, csvOf(rows))
    return file
  }

  it('is 0 when all of it is stored, and when all of it was there', async () => {
    const file = await fileOf('all')
    const first = await runCli(['push', file], system.asMachine())
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('3 created') })
    const again = await runCli(['push', file], system.asMachine())
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('3 unchanged') })
  })

  it('is 2 when a setting is missing, which is named', async () => {
    const { cwd, env } = system.asMachine()
    const { TIMESHEETS_API_URL: _, ...incomplete } = env
    const ending = await runCli(['push', await fileOf('setting')], { cwd, env: incomplete })
    expect(ending).toMatchObject({ code: 2, stderr: expect.stringContaining('TIMESHEETS_API_URL') })
  })

  it('is 2 when the address does not lead to the API, which is named', async () => {
    const { env } = system.asMachine()
    const api = env.TIMESHEETS_API_URL ?? ''
    const issuer = (env.TIMESHEETS_ISSUER ?? '').replace(/\/$/, '')
    const file = await fileOf('address')
    for (const [url = '', words = ''] of [
      [`${api}/api`, `${api}/api/me is not a path of the API. Check that TIMESHEETS_API_URL `],
      [issuer, `${issuer}/me returned status 404, not from the API. Check that TIMESHEETS_API_URL `],
    ]) {
      const ending = await runCli(['push', file], system.asMachine(url))
      expect(ending).toMatchObject({ code: 2, stderr: expect.stringContaining(words) })
    }
  })

  it.each([['push'], ['push', 'missing.csv'], ['push', 'x.csv', '--no-such-flag'], ['no-such-command']])(
    'is 2 for wrong usage: %s %s %s',
    async (...args) => {
      const { code, stderr } = await runCli(
        args.filter((arg) => arg !== undefined),
        system.asMachine(),
      )
      expect(code).toBe(2)
      expect(stderr).not.toBe('')
    },
  )

  it('is 3 when rows are rejected: the others are stored, and the report can be fixed and pushed', async () => {
    const rows = makeRows({ name: 'some', count: 4, from: daysAgo(3), days: 3 })
    const bad = rows.map((row, index) => (index === 2 ? { ...row, hours: 25 } : row))
    const file = await fileOf('some', bad)

    const report = reportOf(await runCli(['push', file, '--json'], system.asMachine()), 3)
    expect(report).toMatchObject({
      read: 4,
      created: 3,
      rejected: 1,
      rejections: [{ line: 4, code: 'hours_over_day' }],
    })

    const rejected = join(system.folder, 'some.rejected.csv')
    await writeFile(rejected, (await readFile(rejected, 'utf8')).replace(',25,', ',2.5,'))
    expect(reportOf(await runCli(['push', rejected, '--json'], system.asMachine()))).toMatchObject({
      read: 1,
      created: 1,
    })
  })

  it('is 4 when the issuer refuses the client, and the secret is not shown', async () => {
    const { cwd, env } = system.asMachine()
    const secret = 'this-is-not-the-secret'
    const ending = await runCli(['push', await fileOf('secret')], {
      cwd,
      env: { ...env, TIMESHEETS_CLIENT_SECRET: secret },
    })
    expect(ending).toMatchObject({ code: 4, stderr: expect.not.stringContaining(secret) })
  })

  it('is 4 when the token lacks the scope, which is named, and the token is not shown', async () => {
    const token = await machineToken(system.issuer.issuer, clients['m2m-reader'].clientId)
    const ending = await runCli(['push', await fileOf('scope')], {
      cwd: system.folder,
      env: tokenEnv({ api: system.api.url, home: system.folder }, token),
    })
    expect(ending).toMatchObject({ code: 4, stderr: expect.stringContaining('create:timesheets') })
    expect(ending.stdout + ending.stderr).not.toContain(token)
  })

  it('is 5 when the API can’t be reached for half a minute', { timeout: 90_000 }, async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`
    const ending = await runCli(['push', await fileOf('nobody')], system.asMachine(nobody))
    expect(ending).toMatchObject({ code: 5, stderr: expect.stringContaining(nobody) })
  })

  it('is 5 when the issuer can’t be reached', { timeout: 90_000 }, async () => {
    const nobody = `http://localhost:${await freePort()}`
    const { cwd, env } = system.asMachine()
    const ending = await runCli(['push', await fileOf('no-issuer')], {
      cwd,
      env: { ...env, TIMESHEETS_ISSUER: nobody },
    })
    expect(ending).toMatchObject({ code: 5, stderr: expect.stringContaining(nobody) })
  })
})

it('a sync that is killed beside another one loses and doubles nothing', async () => {
  await using system = await startSystem({ engine: 'sqlite' })
  const projects = ['A', 'B', 'C', 'D', 'E', 'F']
  const { cwd, env } = system.asMachine()
  const client = clientWith(system.api.url, await machineToken(system.issuer.issuer))
  const outbox = createOutbox({
    client,
    storage: fileOutboxStorage(join(system.folder, '.local/share/timesheets/outbox.json')),
    owner: clients['m2m-push'].clientId,
    name: `timesheets:outbox:${system.api.url}`,
  })
  for (const project of projects)
    await outbox.create({ userId: 'auth0|maria', date: daysAgo(1), project, hours: 1 })
  const [killed, other] = [startCli(['sync'], { cwd, env }), startCli(['sync'], { cwd, env })]
  await Promise.race([killed.says(/^Sent/m), other.says(/^Sent/m)])
  killed.kill('SIGKILL')
  await killed.ended
  expect(await other.ended).toMatchObject({ code: 0 })
  expect(await outbox.send()).toMatchObject({ left: 0, stoppedBy: undefined })
  const stored = await system.database.query('select project from entries order by project')
  expect(stored.map(({ project }) => project)).toEqual(projects)
})

it('Ctrl-C ends a push after what is under way, with 130 and the way to go on', async () => {
  await using system = await startSystem({ engine: 'sqlite' })
  await using gate = await startGate(system.api.port)
  const rows = makeRows({ name: 'interrupted', count: 5_000, from: daysAgo(40), days: 40 })
  const file = join(system.folder, 'interrupted.csv')
  await writeFile(file, csvOf(rows))
  const push = startCli(['push', file], system.asMachine(gate.url))
  // The first responses are held back until the CLI has heard the Ctrl-C and said so.
  gate.onBatch = async (moment, batch) => {
    if (moment !== 'response' || batch > 2) return
    if (batch === 1) push.kill('SIGINT')
    await push.says(/stopping|finish/i)
  }

  const { code, stderr, stdout } = await push.ended
  expect(code).toBe(130)
  const said = /(\d+) of 5000 saved\. Run the same command again to finish\./.exec(
    (stderr + stdout).replaceAll(',', ''),
  )
  const saved = Number(said?.[1])
  expect(saved).toBeGreaterThan(0)
  expect(saved).toBeLessThan(5_000)
  expect(await countOf(system.database, 'select count(*) from entries')).toBe(saved)

  gate.onBatch = () => {}
  const rest = reportOf(await runCli(['push', file, '--json'], system.asMachine(gate.url)))
  expect(rest).toMatchObject({ created: 5_000 - saved, unchanged: saved, rejected: 0 })
})
