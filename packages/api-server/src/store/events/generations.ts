import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { EventLog, LogGeneration } from 'timesheets-sdk/decide'
import { type Engine, type Reader, type Transaction, UnfitDatabaseError } from '../engine.ts'
import { lastSequence } from './listed-events.ts'

/** The generations of the event log, and its first and last number. */
export async function readEventLog(reader: Reader): Promise<EventLog> {
  const rows = await reader
    .selectFrom('event_generations')
    .select(['generation', 'after_sequence as after'])
    // Two look-ups in the index: SQLite scans the table for both in one.
    .select([
      sql<number | null>`(select min(sequence) from stored_events)`.as('first'),
      sql<number | null>`(select max(sequence) from stored_events)`.as('last'),
    ])
    .orderBy('after_sequence')
    .orderBy('started_at_ms')
    .execute()
  return {
    generations: rows.map(({ generation, after }) => ({ generation, after })),
    first: rows[0]?.first ?? 0,
    last: rows[0]?.last ?? 0,
  }
}

/** A generation that was started because the database was restored from a backup. */
export interface Restored extends LogGeneration {
  readonly reason: string
}

/**
 * Starts the first generation of a new log, and another one if the database is a restored copy: a copy by
 * `timesheets-server backup`, a restored dump, or one that is behind what webhooks have delivered. A restore
 * of files or to a point in time leaves no trace: then an operator says so, as `reason`.
 */
export function confirmGeneration(
  engine: Engine,
  nowMs: number,
  reason?: string,
): Promise<Restored | undefined> {
  return engine.transaction(async (transaction) => {
    // One process at a time, and none that adds an event.
    await engine.lockEventLog(transaction)
    const place = await placeOf(engine, transaction)
    const newest = await transaction
      .selectFrom('event_generations')
      .select(['place'])
      .orderBy('after_sequence', 'desc')
      .orderBy('started_at_ms', 'desc')
      .limit(1)
      .executeTakeFirst()
    const last = await lastSequence(transaction, 0)
    const why = newest && (reason ?? (await traceOfRestore(transaction, newest.place, place, last)))
    if (newest && why === undefined) return undefined
    const started = { generation: randomBytes(6).toString('hex'), after: why === undefined ? 0 : last }
    const row = { generation: started.generation, after_sequence: started.after, place, started_at_ms: nowMs }
    await engine.putRows(transaction, 'event_generations', [row], 'insert')
    if (why === undefined) return undefined
    // Otherwise they would skip the next events, which have the numbers of lost ones.
    await transaction
      .updateTable('webhooks')
      .set({ delivered_through: last })
      .where('delivered_through', '>', last)
      .execute()
    return { ...started, reason: why }
  })
}

async function traceOfRestore(
  transaction: Transaction,
  formerPlace: string | null,
  place: string,
  last: number,
): Promise<string | undefined> {
  if (formerPlace === null) return 'the database is a restored backup'
  if (formerPlace !== place) return 'the database is a restored dump'
  const ahead = await transaction
    .selectFrom('webhooks')
    .select('id')
    .where('delivered_through', '>', last)
    .limit(1)
    .executeTakeFirst()
  return ahead && 'a webhook has delivered later events than the log has'
}

/**
 * Names the database: a restored dump has other object ids, or is in another cluster. SQLite has no such
 * name.
 */
export async function placeOf({ name }: Engine, transaction: Transaction): Promise<string> {
  if (name === 'sqlite') return 'file'
  const { rows } = await sql<{ database: number; log: number; ownCluster: boolean }>`
    select oid as database, 'stored_events'::regclass::oid as log,
      has_function_privilege('pg_control_system()', 'execute') as "ownCluster"
    from pg_database where datname = current_database()
  `.execute(transaction)
  const [found] = rows
  if (!found) throw new Error('pg_database has no row for the current database')
  const ids = `${found.database}/${found.log}`
  if (!found.ownCluster) return ids
  const control = sql<{ cluster: string }>`select system_identifier::text as cluster from pg_control_system()`
  return `${(await control.execute(transaction)).rows[0]?.cluster}/${ids}`
}

/** Marks a copy of the database as a backup: the program that opens it next starts a generation. */
export async function markAsBackup(transaction: Transaction): Promise<void> {
  await transaction.updateTable('event_generations').set({ place: null }).execute()
}

/** Stands in place of the generations of a database while a move copies into it. */
const unfinishedMove = 'unfinished-move'

/**
 * Marks a database as the target of a move, so that no API uses it before the move is complete.
 * @throws {UnfitDatabaseError} if an API has used it
 */
export async function beginMove(engine: Engine): Promise<void> {
  await engine.transaction(async (transaction) => {
    await engine.lockEventLog(transaction)
    const [found] = await transaction.selectFrom('event_generations').select('generation').limit(1).execute()
    if (found && found.generation !== unfinishedMove) {
      throw new UnfitDatabaseError('an API has used it: name an empty database')
    }
    if (found) return
    const row = { generation: unfinishedMove, after_sequence: 0, place: null, started_at_ms: 0 }
    await engine.putRows(transaction, 'event_generations', [row], 'insert')
  })
}

export async function endMove(transaction: Transaction): Promise<void> {
  await transaction.deleteFrom('event_generations').where('generation', '=', unfinishedMove).execute()
}

/** @throws {UnfitDatabaseError} if a move into the database has not finished */
export async function checkMoved(reader: Reader): Promise<void> {
  const [found] = await reader
    .selectFrom('event_generations')
    .select('generation')
    .where('generation', '=', unfinishedMove)
    .execute()
  if (found) {
    throw new UnfitDatabaseError(
      'a move into it has not finished: run `timesheets-server move` again, or name another database',
    )
  }
}
