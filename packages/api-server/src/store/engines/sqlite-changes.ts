import { type Changes, type LoggedChange, mostChanges } from '../events/changes.ts'
import type { SqliteConnections } from './sqlite-connections.ts'
import type { SqliteReads } from './sqlite-reads.ts'

const listed = `
  select sequence, time_ms as timeMs, (select text from names where id = person) as userId, week,
    former_week as formerWeek
  from stored_events`
const last = `${listed} where sequence = (select max(sequence) from stored_events)`
const sinceOne = `${listed} where sequence >= ? order by sequence limit ${mostChanges + 1}`
// Changes with each commit by another connection.
const dataVersion = 'pragma data_version'

/**
 * `Engine.changesSince` on SQLite, without Kysely. While nobody commits, the log is asked once: then one
 * pragma is all that a response costs.
 */
export function sqliteChanges(
  reads: SqliteReads,
  { writer, reader }: SqliteConnections,
): (since: number | undefined) => Changes {
  let known: { readonly commits: unknown; readonly since: number | undefined; readonly changes: Changes }
  const isAnswered = (since: number | undefined) => {
    const { events } = known.changes
    return since === known.since || (since === events.at(-1)?.sequence && events.length <= mostChanges)
  }
  const versionOf = (connection: typeof reader) => connection.prepare(dataVersion).pluck().get()
  return (since) => {
    // Changes with every commit, since this connection never writes. Before the question: a commit in between
    // makes the result newer than it is taken for, never older.
    const commits = versionOf(reader)
    if (known?.commits !== commits || !isAnswered(since)) {
      const events = (
        since === undefined ? reads.prepare(last).all() : reads.prepare(sinceOne).all(since)
      ) as LoggedChange[]
      // Changes with each commit by another process, or by somebody with SQL, of which there may be no event.
      known = { commits, since, changes: { epoch: String(versionOf(writer)), events } }
    }
    return known.changes
  }
}
