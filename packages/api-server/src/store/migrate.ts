import { type Kysely, sql, type Transaction } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { EngineName } from './engine.ts'
import { checkFit, currentSchema } from './fit.ts'
import { initial } from './migrations/0001-initial.ts'
import { weekLife } from './migrations/0002-week-life.ts'
import { entriesByPerson } from './migrations/0003-entries-by-person.ts'
import { weeksOfRefusedRequests } from './migrations/0004-weeks-of-refused-requests.ts'
import { identities } from './migrations/0005-identities.ts'
import { webhooksOfReaders } from './migrations/0006-webhooks-of-readers.ts'
import { eventGenerations } from './migrations/0007-event-generations.ts'
import { failingEvents } from './migrations/0008-failing-events.ts'
import { terms } from './migrations/0009-terms.ts'
import { periods } from './migrations/0010-periods.ts'
import { dpopProofs } from './migrations/0011-dpop-proofs.ts'
import { rates } from './migrations/0012-rates.ts'
import { holidays } from './migrations/0013-holidays.ts'
import { requestCounts } from './migrations/0014-request-counts.ts'
import { amounts } from './migrations/0015-amounts.ts'
import { feeds } from './migrations/0016-feeds.ts'
import { compact } from './migrations/0017-compact.ts'
import { budgets } from './migrations/0018-budgets.ts'
import { webhookDeliveries } from './migrations/0019-webhook-deliveries.ts'

// The number is that of Kysely's own lock, which earlier versions of this program take.
const migrationLock = 3_853_314_791_062_309_107n

/** All migrations, by name. */
export function migrationsFor(name: EngineName): Record<string, Migration> {
  return {
    '0001-initial': initial(name),
    '0002-week-life': weekLife(name),
    '0003-entries-by-person': entriesByPerson(name),
    '0004-weeks-of-refused-requests': weeksOfRefusedRequests(),
    '0005-identities': identities(name),
    '0006-webhooks-of-readers': webhooksOfReaders(),
    '0007-event-generations': eventGenerations(name),
    '0008-failing-events': failingEvents(name),
    '0009-terms': terms(name),
    '0010-periods': periods(name),
    '0011-dpop-proofs': dpopProofs(name),
    '0012-rates': rates(name),
    '0013-holidays': holidays(name),
    '0014-request-counts': requestCounts(name),
    '0015-amounts': amounts(name),
    '0016-feeds': feeds(name),
    '0017-compact': compact(name),
    '0018-budgets': budgets(),
    '0019-webhook-deliveries': webhookDeliveries(name),
  }
}

/**
 * The migrations that a database still needs. Changes nothing.
 * @throws {UnfitDatabaseError} if the database belongs to another application or a newer version
 */
export async function pendingMigrations(name: EngineName, connection: Kysely<never>): Promise<string[]> {
  const known = Object.keys(migrationsFor(name))
  const executed = await checkFit(name, connection, new Set(known))
  return known.filter((migration) => !executed.includes(migration))
}

/**
 * Migrates the schema, in one transaction. Safe if several processes start at once: on PostgreSQL it has an
 * advisory lock; on SQLite it is exclusive.
 * @throws {UnfitDatabaseError} if the database belongs to another application or a newer version
 */
export async function migrate(name: EngineName, connection: Kysely<never>): Promise<void> {
  const migrations = migrationsFor(name)
  const known = new Set(Object.keys(migrations))
  const provider = { getMigrations: async () => migrations }
  if (name === 'postgres') {
    await checkFit(name, connection, known)
    // Without it, the migrator takes the tables of the same names in other schemas for its own.
    const migrationTableSchema = await currentSchema(connection)
    return connection.transaction().execute(async (transaction) => {
      await waitForOthers(transaction)
      await run(new Migrator({ db: transaction, provider, migrationTableSchema }))
    })
  }
  const migrator = new Migrator({ db: connection, provider })
  await sql`begin exclusive`.execute(connection)
  try {
    await checkFit(name, connection, known)
    await run(migrator)
    await sql`commit`.execute(connection)
  } catch (error) {
    await sql`rollback`.execute(connection)
    throw error
  }
}

/** Takes the lock that others migrate under, for the transaction. */
async function waitForOthers(transaction: Transaction<never>): Promise<void> {
  // A role may have shorter limits, and others may migrate for long.
  await sql`set local statement_timeout = 0`.execute(transaction)
  await sql`set local lock_timeout = '1h'`.execute(transaction)
  await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(transaction)
}

async function run(migrator: Migrator): Promise<void> {
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
