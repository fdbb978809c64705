import type { PostgresPool, PostgresPoolClient } from 'kysely'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { migratePostgres } from '../../../src/store/engines/postgres-migration.ts'
import { migrationsFor } from '../../../src/store/migrate.ts'
import { emptyDatabase } from '../../support/databases.ts'

test('a migration leaves no lock where a pooler runs each transaction in another session', async () => {
  const database = await emptyDatabase('postgres')
  const { databaseUrl } = database.location as { readonly databaseUrl: string }
  const sessions = await Promise.all(
    [0, 1].map(async () => {
      const client = new Client({ connectionString: databaseUrl })
      await client.connect()
      return client
    }),
  )
  let isInTransaction = false
  let at = 0
  const query = (text: string, values: unknown[]) => {
    if (!isInTransaction) at = 1 - at
    if (/^begin/i.test(text)) isInTransaction = true
    if (/^(commit|rollback)$/i.test(text)) isInTransaction = false
    return sessions[at]?.query(text, values)
  }
  const connect = async () => ({ query, release: () => {} }) as unknown as PostgresPoolClient
  const pooled = { connect, end: async () => {} } as PostgresPool
  await migratePostgres(pooled)
  await migratePostgres(pooled)
  const migrations = await sessions[0]?.query('select name from kysely_migration order by name')
  expect(migrations?.rows.map(({ name }) => name)).toEqual(Object.keys(migrationsFor('postgres')))
  const locks = `select pid from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`
  expect((await sessions[0]?.query(locks))?.rows).toEqual([])
  await Promise.all(sessions.map((session) => session.end()))
  await database.remove()
})
