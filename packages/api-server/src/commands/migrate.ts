import { readDatabaseSettings } from '../config.ts'
import type { Environment } from '../environment.ts'
import { confirmGeneration } from '../store/events/generations.ts'
import { nameOf, type Print, withDatabase, withDatabaseAt } from './database.ts'

/** Migrates the database, so that the next start of the API does not have to. */
export async function migrateDatabase(env: Environment, print: Print): Promise<void> {
  await withDatabaseAt(readDatabaseSettings(env), async (_engine, settings) => {
    print(`${nameOf(settings)} is up to date`)
  })
}

/** Starts a generation of the event log after a restore that left no trace in the database. */
export async function markRestored(env: Environment, print: Print): Promise<void> {
  await withDatabase(env, async (engine) => {
    const started = await confirmGeneration(engine, Date.now(), 'an operator said so')
    print(
      started
        ? `the event log starts generation ${started.generation} after event ${started.after}`
        : 'the event log is new: it has no earlier generation',
    )
  })
}
