import type SqliteConnection from 'better-sqlite3'
import type { Changes, PersonEvent } from '../events/changes.ts'
import { mostEvents } from '../events/changes.ts'

const eventsAbout = `
  select sequence, time_ms as timeMs, week, former_week as formerWeek from stored_events
  where person = (select id from names where text = ?)`

// More people than read between two commits.
const mostResults = 10_000

/**
 * {@link Engine.changesOf} on SQLite, without Kysely. While nobody commits, each question is only asked once:
 * then one pragma is all that a response costs.
 */
export function sqliteChanges(
  reader: SqliteConnection.Database,
  writer: SqliteConnection.Database,
): (userId: string, since: number | undefined) => Changes {
  // Prepared when they are used first: the tables may not exist yet.
  let statements: ReturnType<typeof prepare> | undefined
  const prepare = () => ({
    last: reader.prepare(`${eventsAbout} order by sequence desc limit 1`),
    since: reader.prepare(`${eventsAbout} and sequence >= ? order by sequence limit ${mostEvents + 1}`),
    company: reader
      .prepare(`
        select concat(
          (select sequence from stored_events where person is null order by sequence desc limit 1), ' ',
          (select terms_from from people where user_id = ?))`)
      .pluck(),
    // Changes with each commit by another connection than the writer: another process, or somebody with SQL.
    epoch: writer.prepare('pragma data_version').pluck(),
    // Changes with each commit by another connection than the reader, which never writes.
    commits: reader.prepare('pragma data_version').pluck(),
  })
  const found = new Map<string, Changes>()
  let foundAt: unknown
  return (userId, since) => {
    statements ??= prepare()
    const { last, since: sinceOne, company, epoch, commits } = statements
    // Before the questions: a commit in between makes the results newer than they are taken for, never older.
    const now = commits.get()
    if (now !== foundAt || found.size >= mostResults) found.clear()
    foundAt = now
    const question = `${since} ${userId}`
    let changes = found.get(question)
    if (!changes) {
      changes = {
        epoch: String(epoch.get()),
        events: (since === undefined ? last.all(userId) : sinceOne.all(userId, since)) as PersonEvent[],
        company: String(company.get(userId)),
      }
      found.set(question, changes)
    }
    return changes
  }
}
