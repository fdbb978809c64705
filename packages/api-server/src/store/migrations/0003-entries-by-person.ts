import { type Kysely, sql } from 'kysely'
import type { EngineName } from '../engine.ts'
import { columnTypes } from './column-types.ts'

/**
 * Entries in the order of person and date. SQLite keeps rows in the order in which they came, so that a
 * person's lay on as many places of the file as there were days; `without rowid` they lie together.
 * PostgreSQL has no such tables.
 */
export function entriesByPerson(engine: EngineName) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      if (engine === 'postgres') return
      await makeEntries(db)
      await moveEntries(db)
      await db.schema.createIndex('entries_by_id').unique().on('entries').column('id').execute()
      await db.schema
        .createIndex('entries_by_external_id')
        .unique()
        .on('entries')
        .columns(['source', 'external_owner', 'external_id'])
        .where(sql.ref('external_id'), 'is not', null)
        .execute()
    },
  }
}

async function makeEntries(db: Kysely<unknown>): Promise<void> {
  const { text, uuid, date, flag, milliseconds } = columnTypes('sqlite')
  await db.schema
    .createTable('entries_rebuilt')
    .addColumn('id', uuid, (column) => column.notNull())
    .addColumn('user_id', text, (column) => column.notNull())
    .addColumn('date', date, (column) => column.notNull())
    .addColumn('week', text, (column) => column.notNull())
    .addColumn('project', text, (column) => column.notNull())
    .addColumn('minutes', 'integer', (column) => column.notNull().check(sql`minutes > 0`))
    .addColumn('note', text)
    .addColumn('billable', flag, (column) => column.notNull())
    .addColumn('external_id', text)
    .addColumn('external_owner', text)
    .addColumn('source', text, (column) => column.notNull())
    .addColumn('created_at_ms', milliseconds, (column) => column.notNull())
    .addColumn('updated_at_ms', milliseconds, (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('entries_pkey', ['user_id', 'date', 'id'])
    .modifyEnd(sql`without rowid`)
    .execute()
}

/** Puts the rebuilt table in the place of the one before, whose indexes go with it. */
async function moveEntries(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info('entries_rebuilt')`.execute(
    db,
  )
  const columns = sql.join(rows.map(({ name }) => sql.ref(name)))
  // With a plus SQLite sorts by itself and reads the old table once: by its index it would look for each row.
  await sql`insert into entries_rebuilt (${columns}) select ${columns} from entries order by +user_id, date, id`.execute(
    db,
  )
  await db.schema.dropTable('entries').execute()
  await db.schema.alterTable('entries_rebuilt').renameTo('entries').execute()
}
