import type { DatabasePlace } from '../databases.ts'
import { type DatasetSize, entryCount, weeksOf, workingDaysOfWeek } from './dataset.ts'
import { dayOfEntries, names, numberTables, roster, weekOfTotals } from './rows.ts'
import { openSession, type Session } from './session.ts'

const weeksOfTransaction = 25

/**
 * Fills a migrated database with people, entries, their weeks and their events, as fast as its driver allows.
 * It leaves the database as one that has run for years: indexes complete, vacuumed and analyzed where the
 * engine does that by itself.
 */
export async function fill(
  place: DatabasePlace,
  size: DatasetSize,
  say: (line: string) => void,
): Promise<void> {
  const { engine } = place
  const session = await openSession(place)
  try {
    await session.run(engine === 'sqlite' ? fastSqlite : fastPostgres)
    await session.run(numberTables(size))
    const indexes = await session.rows(engine === 'sqlite' ? sqliteIndexes : postgresIndexes)
    for (const { name } of indexes) await session.run(`drop index ${name}`)
    await session.run(roster())
    await session.run(names())
    await fillTables(session, place, size, say)
    for (const { name, sql } of indexes) {
      say(`${name}`)
      await session.run(String(sql))
    }
    for (const statement of engine === 'sqlite' ? settleSqlite : settlePostgres) await session.run(statement)
  } finally {
    await session.close()
  }
}

async function fillTables(
  session: Session,
  { engine }: DatabasePlace,
  size: DatasetSize,
  say: (line: string) => void,
): Promise<void> {
  const weeks = weeksOf(size)
  for (let start = 0; start < weeks; start += weeksOfTransaction) {
    const end = Math.min(start + weeksOfTransaction, weeks)
    await session.run('begin')
    for (let week = start; week < end; week++) {
      await session.run(weekOfTotals(size, week))
      for (let day = week * workingDaysOfWeek; day < (week + 1) * workingDaysOfWeek; day++) {
        await session.run(dayOfEntries(engine, size, day))
      }
    }
    await session.run('commit')
    const count = (entryCount(size) / weeks) * end
    if (end % (4 * weeksOfTransaction) === 0) say(`${count.toLocaleString('en')} entries`)
  }
}

// While the database is being filled, losing data in a crash does no harm.
const fastSqlite =
  'pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -1000000; pragma temp_store = memory'
const fastPostgres = "set synchronous_commit = off; set maintenance_work_mem = '1GB'"

const tables = "('stored_entries', 'weeks', 'stored_events')"
const sqliteIndexes = `select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ${tables}`
const postgresIndexes = `select indexname as name, indexdef as sql from pg_indexes
  where tablename in ${tables} and not exists (select from pg_constraint where conname = indexname)`

// The last commit writes the whole file to disk, so that no write is pending during a measurement.
const settleSqlite = ['pragma synchronous = full', 'pragma user_version = 0', 'pragma journal_mode = wal']
const settlePostgres = [
  'vacuum (analyze) stored_entries',
  'vacuum (analyze) names',
  'vacuum (analyze) weeks',
  'vacuum (analyze) stored_events',
  'vacuum (analyze) people',
  'checkpoint',
  'select pg_stat_reset()',
]
