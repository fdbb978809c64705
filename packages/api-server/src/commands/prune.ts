import { idempotencyLifetimeMs } from 'timesheets-sdk/decide'
import type { Environment } from '../environment.ts'
import { archiveEvents, deleteEventsThrough, lastToPrune } from '../store/events/prune.ts'
import { deleteResultsThrough } from '../store/idempotency.ts'
import { type Print, withDatabase } from './database.ts'

const dayMs = 86_400_000

export interface PruneOptions {
  /** Events of the last so many days stay. */
  readonly keepDays: number
  /** A new file for the events that are removed, as NDJSON. */
  readonly archive: string
}

/**
 * Moves old events into an archive file, and deletes idempotency keys that nobody can use any more. The last
 * event stays, and so do those that a webhook has not delivered yet.
 */
export async function prune(
  env: Environment,
  { keepDays, archive }: PruneOptions,
  print: Print,
): Promise<void> {
  await withDatabase(env, async (engine) => {
    const nowMs = Date.now()
    const through = await lastToPrune(engine.reader, nowMs - keepDays * dayMs)
    if (through === undefined) print('events: none to archive')
    else {
      const count = await archiveEvents(engine.reader, through, archive)
      await deleteEventsThrough(engine, through)
      print(`events: ${count} through ${through} are in ${archive}`)
    }
    await engine.transaction((transaction) =>
      deleteResultsThrough(transaction, nowMs - idempotencyLifetimeMs),
    )
    print('idempotency keys: those past their lifetime are deleted')
  })
}
