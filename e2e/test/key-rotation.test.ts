import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { namedPeople } from 'dev-issuer'
import { describe, expect, it } from 'vitest'
import { startApi } from '../support/api.ts'
import { runCli } from '../support/cli.ts'
import { clientWith } from '../support/client.ts'
import { countOf, emptyDatabase } from '../support/database.ts'
import { daysAgo } from '../support/days.ts'
import { startGate } from '../support/gate.ts'
import { startIssuer } from '../support/issuer.ts'
import { reportOf } from '../support/push-report.ts'
import { csvOf, makeRows } from '../support/rows.ts'
import { startSystem } from '../support/system.ts'
import { machineToken, personToken } from '../support/tokens.ts'

describe('when the issuer changes its keys in the middle of a push', () => {
  it.each([
    ['and still publishes the old ones', true],
    ['and withdraws the old ones', false],
  ])('%s, the push goes through', async (_title, keepOld) => {
    await using system = await startSystem({ engine: 'sqlite' })
    await using gate = await startGate(system.api.port)
    const rows = makeRows({ name: 'rotation', count: 3_000, from: daysAgo(40), days: 40 })
    const file = join(system.folder, 'rotation.csv')
    await writeFile(file, csvOf(rows))
    let statusWithNewKey: Promise<string> | undefined
    gate.onBatch = async (moment, batch) => {
      if (moment !== 'request' || batch !== 2) return
      await system.issuer.rotateKeys({ keepOld })
      // A token of the new key makes the API fetch the keys again and forget the removed ones.
      const token = await personToken(system.issuer.issuer, namedPeople.employee)
      statusWithNewKey = clientWith(system.api.url, token)
        .me()
        .then(({ subject }) => subject)
      await statusWithNewKey
    }

    const report = reportOf(await runCli(['push', file, '--json'], system.asMachine(gate.url)))

    expect(report).toMatchObject({ read: 3_000, created: 3_000, rejected: 0 })
    expect(await statusWithNewKey).toMatch(/^auth0\|/)
    expect(await countOf(system.database, 'select count(*) from entries')).toBe(3_000)
  })
})

describe('while the issuer is away', () => {
  it('tokens are verified by the last good keys, those too that were never seen before', async () => {
    await using system = await startSystem({ engine: 'sqlite' })
    const { issuer } = system.issuer
    const seen = clientWith(system.api.url, await machineToken(issuer))
    await seen.me()
    const unseen = clientWith(system.api.url, await personToken(issuer, namedPeople.employee))

    await system.issuer.stop()

    expect(await seen.me()).toMatchObject({ isMachine: true })
    expect(await unseen.me()).toMatchObject({ isMachine: false, email: namedPeople.employee })
    expect((await fetch(`${system.api.url}/readyz`)).status).toBe(200)
  })

  it('an API that has no keys yet says so, and serves as soon as the issuer is back', async () => {
    const first = await startIssuer()
    const token = await machineToken(first.issuer)
    await first.stop()
    await using database = await emptyDatabase('sqlite')
    await using api = await startApi({ issuer: first.issuer, database })
    const ask = (bearer: string) => fetch(`${api.url}/me`, { headers: { authorization: `Bearer ${bearer}` } })

    const away = await ask(token)
    expect(away.status).toBe(503)
    expect(await away.json()).toMatchObject({ code: 'issuer_unavailable' })
    expect(away.headers.get('retry-after')).toMatch(/^\d+$/)

    await using back = await startIssuer({ port: first.port })
    const newToken = await machineToken(back.issuer)
    await expect.poll(async () => (await ask(newToken)).status, { timeout: 40_000 }).toBe(200)
  })
})

describe('with HS256', () => {
  const secret = 'a-secret-of-at-least-thirty-two-bytes'

  it('a push goes through, and tokens of another secret or of RS256 are refused', async () => {
    await using system = await startSystem({
      engine: 'sqlite',
      issuer: { signingAlg: 'HS256', secret },
      apiEnv: { TOKEN_SIGNING_ALG: 'HS256', SECRET: secret },
    })
    const file = join(system.folder, 'hs256.csv')
    await writeFile(file, csvOf(makeRows({ name: 'hs256', count: 20, from: daysAgo(1), days: 1 })))
    expect(reportOf(await runCli(['push', file, '--json'], system.asMachine()))).toMatchObject({
      created: 20,
    })
    await system.issuer.stop()

    const { port } = system.issuer
    const others = [
      { port, signingAlg: 'HS256', secret: secret.toUpperCase() },
      { port, signingAlg: 'RS256' },
    ] as const
    for (const options of others) {
      await using other = await startIssuer(options)
      const refused = clientWith(system.api.url, await machineToken(other.issuer)).me()
      await expect(refused).rejects.toMatchObject({ status: 401 })
    }
  })

  it('an API that expects RS256 refuses HS256 tokens', async () => {
    await using system = await startSystem({ engine: 'sqlite', issuer: { signingAlg: 'HS256', secret } })
    const refused = clientWith(system.api.url, await machineToken(system.issuer.issuer)).me()
    await expect(refused).rejects.toMatchObject({ status: 401, code: 'invalid_token' })
  })
})
