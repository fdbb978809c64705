import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { EngineName } from './engine.ts'
import { initial } from './migrations/0001-initial.ts'
import { weekLife } from './migrations/0002-week-life.ts'
import { entriesByPerson } from './migrations/0003-entries-by-person.ts'
import { weeksOfRefusedRequests } from './migrations/0004-weeks-of-refused-requests.ts'
import { identities } from './migrations/0005-identities.ts'

/**
 * Brings the schema up to date. Safe when several processes start at once: on PostgreSQL Kysely's migrator takes
 * an advisory lock; SQLite can change its schema inside a transaction, which keeps everybody else out.
 */
export async function migrate(name: EngineName, connection: Kysely<never>): Promise<void> {
  const migrator = new Migrator({
    db: connection,
    provider: {
      getMigrations: async () => ({
        '0001-initial': initial(name),
        '0002-week-life': weekLife(name),
        '0003-entries-by-person': entriesByPerson(name),
        '0004-weeks-of-refused-requests': weeksOfRefusedRequests(),
        '0005-identities': identities(name),
      }),
    },
  })
  if (name === 'postgres') return run(migrator)
  await sql`begin exclusive`.execute(connection)
  try {
    await run(migrator)
    await sql`commit`.execute(connection)
  } catch (error) {
    await sql`rollback`.execute(connection)
    throw error
  }
}

async function run(migrator: Migrator): Promise<void> {
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
