import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { people } from 'dev-issuer'
import type { Entry } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, tokenEnv } from '../support/cli.ts'
import { clientWith, entriesOf } from '../support/client.ts'
import { countOf, engines } from '../support/database.ts'
import { daysAgo } from '../support/days.ts'
import { reportOf } from '../support/push-report.ts'
import { csvOf, makeRows } from '../support/rows.ts'
import { startSystem, type TestSystem } from '../support/system.ts'
import { personToken } from '../support/tokens.ts'

const rows = makeRows({ name: 'crm', count: 10_000, from: daysAgo(62), days: 62 })

describe.each(engines)('an automated process and %s', (engine) => {
  let system: TestSystem
  beforeAll(async () => {
    system = await startSystem({ engine })
  })
  afterAll(() => system?.[Symbol.asyncDispose]())

  it('pushes 10,000 entries of 140 people, and each person reads back exactly their own', async () => {
    const file = join(system.folder, 'november.csv')
    await writeFile(file, csvOf(rows))

    const first = reportOf(await runCli(['push', file, '--json'], system.asMachine()))
    expect(first).toMatchObject({ read: 10_000, created: 10_000, updated: 0, unchanged: 0, rejected: 0 })
    const again = reportOf(await runCli(['push', file, '--json'], system.asMachine()))
    expect(again).toMatchObject({ read: 10_000, created: 0, updated: 0, unchanged: 10_000, rejected: 0 })
    expect(await countOf(system.database, 'select count(*) from events')).toBe(10_000)

    for (const { userId } of people) {
      const entries = await entriesOf(
        clientWith(system.api.url, await personToken(system.issuer.issuer, userId)),
      )
      expect(entries.map(contentOf).toSorted(byExternalId)).toEqual(rowsOf(userId))
    }
  })

  it('lets a person read theirs by the CLI, and nothing of anybody else', async () => {
    const [maria, amara] = [people[0], people[1]]
    if (!maria || !amara) throw new RangeError('there are no people')
    const token = await personToken(system.issuer.issuer, maria.email)
    const asMaria = {
      cwd: system.folder,
      env: tokenEnv({ api: system.api.url, home: system.folder }, token),
    }
    const { code, stdout } = await runCli(['list', '--json'], asMaria)
    const listed = stdout
      .trimEnd()
      .split('\n')
      .map((line): Entry => JSON.parse(line))
    expect(code).toBe(0)
    expect(listed.map(contentOf).toSorted(byExternalId)).toEqual(rowsOf(maria.userId))

    const [ofAmara] = await system.database.query(
      `select id from entries where user_id = '${amara.userId}' limit 1`,
    )
    const show = await runCli(['show', String(ofAmara?.id)], asMaria)
    expect(show.code).not.toBe(0)
    expect(show.stdout + show.stderr).not.toContain(amara.userId)
  })
})

const rowsOf = (owner: string) => rows.filter(({ userId }) => userId === owner).toSorted(byExternalId)

function contentOf({ userId, date, project, hours, note, externalId }: Entry) {
  return { userId, date, project, hours, note, externalId }
}

function byExternalId(
  a: { externalId?: string | undefined },
  b: { externalId?: string | undefined },
): number {
  return (a.externalId ?? '').localeCompare(b.externalId ?? '')
}
