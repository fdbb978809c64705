import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startApi } from '../support/api.ts'
import { clientWith, entriesOf } from '../support/client.ts'
import { countOf, emptyDatabase, engines } from '../support/database.ts'
import { daysAgo } from '../support/days.ts'
import { startIssuer } from '../support/issuer.ts'
import { root } from '../support/programs.ts'
import { makeRows } from '../support/rows.ts'
import { machineToken } from '../support/tokens.ts'

describe.each(engines)('several API processes on one %s database', (engine) => {
  it('create it together when they start at the same moment', async () => {
    await using issuer = await startIssuer()
    await using database = await emptyDatabase(engine)
    await using apis = new AsyncDisposableStack()

    const starts = [1, 2, 3].map(() => startApi({ issuer: issuer.issuer, database }))
    for (const start of await Promise.allSettled(starts)) {
      if (start.status === 'rejected') throw start.reason
      apis.use(start.value)
    }

    // Each migration was done, and done once.
    const migrations = await readdir(join(root, 'packages/api-server/src/store/migrations'))
    expect(await countOf(database, 'select count(*) from kysely_migration')).toBe(
      migrations.filter((name) => /^\d{4}-/.test(name)).length,
    )
    expect(await countOf(database, 'select count(*) from entries')).toBe(0)
  })

  it('store what comes in by all of them at once: every entry once, in one log', async () => {
    await using issuer = await startIssuer()
    await using database = await emptyDatabase(engine)
    await using one = await startApi({ issuer: issuer.issuer, database })
    await using other = await startApi({ issuer: issuer.issuer, database })
    const token = await machineToken(issuer.issuer)
    const rows = makeRows({ name: 'shared', count: 2_800, from: daysAgo(20), days: 20 })

    // The same rows by both: the second one finds them stored.
    const summaries = await Promise.all(
      [one, other].map((api) =>
        clientWith(api.url, token).entries.push(rows, { batchSize: 100, concurrency: 4 }),
      ),
    )

    const sum = (of: 'created' | 'unchanged' | 'rejected') =>
      summaries.reduce((total, summary) => total + summary[of], 0)
    expect({ created: sum('created'), unchanged: sum('unchanged'), rejected: sum('rejected') }).toEqual({
      created: rows.length,
      unchanged: rows.length,
      rejected: 0,
    })
    expect(await countOf(database, 'select count(*) from entries')).toBe(rows.length)
    expect(await countOf(database, 'select count(distinct subject_id) from events')).toBe(rows.length)
    expect(await countOf(database, 'select count(*) from events')).toBe(rows.length)

    const somebody = rows[0]?.userId ?? ''
    const seenByOne = await entriesOf(clientWith(one.url, token), somebody)
    expect(seenByOne).toHaveLength(20)
    expect(await entriesOf(clientWith(other.url, token), somebody)).toEqual(seenByOne)
  })
})
