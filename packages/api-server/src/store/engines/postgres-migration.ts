import { CompiledQuery, Kysely, PostgresAdapter, PostgresDialect, type PostgresPool } from 'kysely'
import { UnfitDatabaseError } from '../engine.ts'
import { migrate } from '../migrate.ts'
import { isoDates } from './postgres-pipeline.ts'

/**
 * Migrates the schema on a connection of `pool`, which is ended afterwards.
 * @throws {UnfitDatabaseError} as {@link migrate} does, and if the role lacks a right
 */
export async function migratePostgres(pool: PostgresPool): Promise<void> {
  // Later failures, such as that of the rollback, say less.
  let firstFailure: unknown
  const db = new Kysely<never>({
    dialect: new MigrationDialect({ pool }),
    log: (event) => {
      if (event.level === 'error') firstFailure ??= event.error
    },
  })
  try {
    await db.executeQuery(CompiledQuery.raw(isoDates))
    await migrate('postgres', db)
  } catch (error) {
    throw sayingWhatIsDenied(firstFailure ?? error)
  } finally {
    await db.destroy()
  }
}

function sayingWhatIsDenied(error: unknown): unknown {
  if (Object(error).code !== '42501') return error
  return new UnfitDatabaseError(
    `${(error as Error).message}: grant its role the right, such as "grant create on schema", or run "migrate" as the owner`,
    { cause: error },
  )
}

/**
 * Migrations run in one transaction under a lock of it. Kysely's migrator would lock for the session: behind
 * a pooler, the session that has the lock need not be the one that releases it, and the next process to start
 * would wait for it.
 */
class MigrationDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new AdapterWithoutLock()
  }
}

class AdapterWithoutLock extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}
