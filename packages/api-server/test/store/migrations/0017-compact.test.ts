import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import SqliteConnection from 'better-sqlite3'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { openTimesheetService } from '../../../src/services/index.ts'
import { inspectDatabase } from '../../../src/store/inspect.ts'
import type { DatabaseLocation } from '../../../src/store/open.ts'
import { person } from '../../support/callers.ts'
import { emptyDatabase, engineNames } from '../../support/databases.ts'
import { formerResponses, restoreFormerStore } from '../../support/former-store.ts'
import { serverCommand } from '../../support/program.ts'

const boss = person('auth0|boss', 'read:timesheets', 'manage:timesheets', 'approve:timesheets', 'approve:any')

/** Everything that the API returns about entries and events. */
async function responsesOf(location: DatabaseLocation) {
  const { service, restored, close } = await openTimesheetService(location)
  try {
    const entries: unknown[] = []
    for await (const page of await service.streamEntries(boss, { everyone: 'true' })) entries.push(...page)
    const { data } = await service.listEvents(boss, {}, { after: 0 }, 1_000)
    return { entries, events: data, restored }
  } finally {
    await close()
  }
}

test.each(engineNames)('on %s, the API returns the same entries and events as before', async (engineName) => {
  const { location, remove } = await emptyDatabase(engineName)
  await restoreFormerStore(location)
  const expected = formerResponses()
  // No generation was started: the log is the same one.
  expect(await responsesOf(location)).toEqual({ ...expected, restored: undefined })

  const { service, close } = await openTimesheetService(location)
  const [entry] = expected.entries
  const ofEntry = expected.events.filter(({ subject }) => 'id' in subject && subject.id === entry?.id)
  const filters = { userId: entry?.userId, entryId: entry?.id }
  const history = await service.listEvents(boss, filters, { after: 0 }, 1_000)
  expect(history.data).toEqual(ofEntry)
  expect(await service.getEntry(boss, entry?.id ?? '')).toEqual(entry)
  // The log goes on with the next number.
  await service.createEntry(person('auth0|new'), { date: '2026-11-23', project: 'P', hours: 1 })
  const last = expected.events.length
  const { data } = await service.listEvents(boss, {}, { after: last }, 10)
  expect(data.map(({ sequence }) => sequence)).toEqual([last + 1])
  await close()
  await remove()
})

const migrate = (settings: Readonly<Record<string, string>>) => {
  const [program, ...first] = serverCommand
  return spawn(program, [...first, 'migrate'], { env: settings, stdio: 'ignore' })
}

test('on SQLite, a migration that was killed starts again, and loses nothing', async () => {
  const { location, remove } = await emptyDatabase('sqlite')
  const { dataDir } = location as { readonly dataDir: string }
  await restoreFormerStore(location)
  // More rows than SQLite keeps in memory, so that the log shows the migration at work.
  const file = join(dataDir, 'timesheets.sqlite')
  const connection = new SqliteConnection(file)
  const columns =
    'time_ms, actor, client, action, subject_type, subject_id, user_id, week, before, after, reason'
  for (let times = 0; times < 7; times++) {
    connection.exec(`insert into events (${columns}) select ${columns} from events`)
  }
  const all = `select sequence, ${columns}, former_week from events order by sequence`
  const before = connection.prepare(all).all()
  connection.close()

  const killed = migrate({ DATA_DIR: dataDir })
  const ended = once(killed, 'exit')
  const logSize = () => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  await expect.poll(logSize, { interval: 1, timeout: 20_000 }).toBeGreaterThan(1_000_000)
  killed.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect(await inspectDatabase(location)).toMatch(
    /^the next start migrates it \(0016-feeds, 0017-compact, 0018-/,
  )

  const [code] = await once(migrate({ DATA_DIR: dataDir }), 'exit')
  expect(code).toBe(0)
  const migrated = new SqliteConnection(file, { readonly: true })
  const after = migrated.prepare(all).all()
  migrated.close()
  expect(after.length).toBe(before.length)
  expect(JSON.stringify(after) === JSON.stringify(before)).toBe(true)
  expect((await responsesOf(location)).entries).toEqual(formerResponses().entries)
  await remove()
}, 60_000)

test('on PostgreSQL, a migration that was killed starts again, and loses nothing', async () => {
  const { location, remove } = await emptyDatabase('postgres')
  const { databaseUrl } = location as { readonly databaseUrl: string }
  await restoreFormerStore(location)
  // It is held when it has copied all rows.
  const holder = new Client({ connectionString: databaseUrl })
  await holder.connect()
  await holder.query('begin')
  await holder.query('lock table event_generations in share mode')
  const killed = migrate({ DATABASE_URL: databaseUrl })
  const ended = once(killed, 'exit')
  const waiting = async () => {
    const { rows } = await holder.query(
      "select 1 from pg_locks where relation = 'event_generations'::regclass and not granted",
    )
    return rows.length
  }
  await expect.poll(waiting, { interval: 20, timeout: 20_000 }).toBe(1)
  killed.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
  await holder.query('commit')
  await holder.end()

  expect(await responsesOf(location)).toEqual({ ...formerResponses(), restored: undefined })
  await remove()
}, 60_000)
