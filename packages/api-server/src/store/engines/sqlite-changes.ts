import type SqliteConnection from 'better-sqlite3'
import { type Changes, type LoggedChange, mostChanges } from '../events/changes.ts'

const listed = `
  select sequence, time_ms as timeMs, (select text from names where id = person) as userId, week,
    former_week as formerWeek
  from stored_events`

/**
 * `Engine.changesSince` on SQLite, without Kysely. While nobody commits, the log is asked once: then one
 * pragma is all that a response costs.
 */
export function sqliteChanges(
  reader: SqliteConnection.Database,
  writer: SqliteConnection.Database,
): (since: number | undefined) => Changes {
  // Prepared when they are used first: the tables may not exist yet.
  let statements: ReturnType<typeof prepare> | undefined
  const prepare = () => ({
    last: reader.prepare(`${listed} where sequence = (select max(sequence) from stored_events)`),
    since: reader.prepare(`${listed} where sequence >= ? order by sequence limit ${mostChanges + 1}`),
    // Changes with each commit by another connection than the writer: another process, or somebody with SQL.
    epoch: writer.prepare('pragma data_version').pluck(),
    // Changes with each commit by another connection than the reader, which never writes.
    commits: reader.prepare('pragma data_version').pluck(),
  })
  let known: { readonly commits: unknown; readonly since: number | undefined; readonly changes: Changes }
  const isAnswered = (since: number | undefined) => {
    const { events } = known.changes
    return since === known.since || (since === events.at(-1)?.sequence && events.length <= mostChanges)
  }
  return (since) => {
    statements ??= prepare()
    const { last, since: sinceOne, epoch, commits } = statements
    // Before the question: a commit in between makes the result newer than it is taken for, never older.
    const now = commits.get()
    if (known?.commits !== now || !isAnswered(since)) {
      const events = (since === undefined ? last.all() : sinceOne.all(since)) as LoggedChange[]
      known = { commits: now, since, changes: { epoch: String(epoch.get()), events } }
    }
    return known.changes
  }
}
