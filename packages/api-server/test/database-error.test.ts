import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
import SqliteConnection from 'better-sqlite3'
import { sql } from 'kysely'
import { Client } from 'pg'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { readConfig, SettingError } from '../src/config.ts'
import { startServer } from '../src/server.ts'
import { openDatabase } from '../src/store/open.ts'
import { emptyDatabase, engineNames, newDatabase, type TestDatabase } from './support/databases.ts'
import { startFakePooler } from './support/pooler.ts'

/** The one line that stops the program on a database. */
async function lineOf({ location }: TestDatabase): Promise<string> {
  const config = readConfig({
    ISSUER_BASE_URL: 'http://localhost:1/',
    AUDIENCE: 'x',
    PORT: '0',
    HOST: '127.0.0.1',
  })
  const start = startServer({ ...config, ...location }, { logger: pino({ level: 'silent' }) })
  const error = await start.then(
    (server) => server.close(),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(SettingError)
  return (error as Error).message
}

/** Changes a database after this program has made it. */
async function changed(database: TestDatabase, ...statements: readonly string[]): Promise<void> {
  const engine = await openDatabase(database.location)
  await engine.transaction(async (transaction) => {
    for (const statement of statements) await sql.raw(statement).execute(transaction)
  })
  await engine.close()
}

test.each(engineNames)('%s: an older program does not touch the database of a newer one', async (name) => {
  const database = await newDatabase(name)
  await changed(database, "insert into kysely_migration (name, timestamp) values ('9999-later', '')")
  const line = await lineOf(database)
  expect(line).toMatch(
    /^(DATA_DIR|DATABASE_URL): .* can't be used: it was used by a newer version of this program/,
  )
  expect(line).toMatch(/\(9999-later\): run that version, or restore a backup from before it$/)
  await database.remove()
})

test.each(engineNames)('%s: another application’s database stays its own', async (name) => {
  const database = await newDatabase(name)
  await changed(database, 'drop table kysely_migration')
  expect(await lineOf(database)).toMatch(
    /can't be used: it belongs to another application \(it has \w+\): give this program a database of its own$/,
  )
  await database.remove()
})

test.each(engineNames)('%s: also where that application uses the same migrator', async (name) => {
  const database = await newDatabase(name)
  await changed(
    database,
    'delete from kysely_migration',
    "insert into kysely_migration values ('2020-shop', '')",
  )
  expect(await lineOf(database)).toMatch(/it belongs to another application \(it has 2020-shop\)/)
  await database.remove()
})

test.each(['LATIN1', 'SQL_ASCII'])(
  'a PostgreSQL database in %s, which cannot store every text',
  async (encoding) => {
    const database = await newDatabase('postgres')
    const { databaseUrl } = database.location as { readonly databaseUrl: string }
    const name = `in_${encoding.toLowerCase()}`
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query(
      `create database ${name} encoding '${encoding}' lc_collate 'C' lc_ctype 'C' template template0`,
    )
    const location = { databaseUrl: new URL(name, databaseUrl).href }
    expect(await lineOf({ ...database, location })).toMatch(
      new RegExp(`can't be used: its encoding is ${encoding}, .*: create a database with encoding 'UTF8'`),
    )
    await client.query(`drop database ${name}`)
    await client.end()
    await database.remove()
  },
)

test('a damaged SQLite file', async () => {
  const database = await newDatabase('sqlite')
  const file = fileOf(database)
  writeFileSync(file, 'not a database '.repeat(100))
  expect(await lineOf(database)).toBe(
    `DATA_DIR: ${file} is damaged, or not a SQLite database: restore it from a backup, or set DATA_DIR to another folder`,
  )
  await database.remove()
})

test('a SQLite file that another program holds', async () => {
  const database = await newDatabase('sqlite')
  await changed(database)
  const file = fileOf(database)
  const other = new SqliteConnection(file)
  other.exec('begin exclusive')
  expect(await lineOf(database)).toBe(
    `DATA_DIR: ${file} is locked by another program, such as a backup or a sqlite3 shell: end that program, then start again`,
  )
  other.close()
  await database.remove()
})

function fileOf({ location }: TestDatabase): string {
  if (!('dataDir' in location)) throw new TypeError('this is for SQLite')
  return join(location.dataDir, 'timesheets.sqlite')
}

describe('a database of PostgreSQL', () => {
  /** Runs statements in a new database; its URL can be given options of a session, or another role. */
  async function prepared(...statements: readonly string[]) {
    const database = await emptyDatabase('postgres')
    const { databaseUrl } = database.location as { readonly databaseUrl: string }
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
    return {
      with: (change: (url: URL) => void): TestDatabase => {
        const url = new URL(databaseUrl)
        change(url)
        return { ...database, location: { databaseUrl: url.href } }
      },
      remove: database.remove,
    }
  }
  const inSchema = (name: string) => (url: URL) => url.searchParams.set('options', `-csearch_path=${name}`)

  test('may have the tables of this program, or of another with this migrator, in several schemas', async () => {
    const { with: with_, remove } = await prepared('create schema one', 'create schema other')
    const found: string[][] = []
    for (const schema of ['one', 'other', 'public', 'one']) {
      const engine = await openDatabase(with_(inSchema(schema)).location)
      const { rows } = await engine.transaction(async (transaction) => {
        await sql`insert into names (text) values (${`of ${schema} ${found.length}`})`.execute(transaction)
        return sql<{ text: string }>`select text from names where text like 'of %' order by id`.execute(
          transaction,
        )
      })
      found.push(rows.map(({ text }) => text))
      await engine.close()
    }
    expect(found).toEqual([['of one 0'], ['of other 1'], ['of public 2'], ['of one 0', 'of one 3']])
    await remove()
  })

  test('without the schema of the search_path is named', async () => {
    const { with: with_, remove } = await prepared()
    expect(await lineOf(with_(inSchema('missing')))).toMatch(
      /^DATABASE_URL: .* none of the schemas of its search_path exists, .*: create one, or correct the search_path$/,
    )
    await remove()
  })

  test('whose certificate is not trusted is named, with the next step', async () => {
    const fixture = (name: string) =>
      readFileSync(new URL(`../../timesheets-sdk/test/net/fixtures/${name}`, import.meta.url))
    const [key, cert] = [fixture('server-key.pem'), fixture('server.pem')]
    const server = createServer((socket) =>
      socket.once('data', () => {
        // The response to SSLRequest: TLS begins.
        socket.write('S')
        new TLSSocket(socket, { isServer: true, key, cert }).on('error', () => {})
      }),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const databaseUrl = `postgres://user@127.0.0.1:${port}/timesheets?sslmode=verify-full`
    expect(await lineOf({ location: { databaseUrl }, remove: async () => {} })).toMatch(
      /^DATABASE_URL: name the authority of PostgreSQL's certificate with sslrootcert=<file> in it, .* certificate/,
    )
    server.close()
  })

  test('behind a pooler without transactions is named, with the next step', async () => {
    const { with: with_, remove } = await prepared()
    const { databaseUrl } = with_(() => {}).location as { readonly databaseUrl: string }
    await using pooler = await startFakePooler(databaseUrl, 'statement')
    expect(await lineOf({ location: { databaseUrl: pooler.url }, remove })).toMatch(
      /^DATABASE_URL: set the pooler to session or transaction mode, .* in statement pooling mode$/,
    )
    await remove()
  })

  test('that ends the connection of a migration is named', async () => {
    const { with: with_, remove } = await prepared()
    const database = with_(() => {})
    const { databaseUrl } = database.location as { readonly databaseUrl: string }
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    // The lock of the migrator, which the migration waits for.
    await client.query(`begin; select pg_advisory_xact_lock(3853314791062309107)`)
    const line = lineOf(database)
    await expect
      .poll(async () => {
        const { rowCount } = await client.query(
          `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted
            and database = (select oid from pg_database where datname = current_database())`,
        )
        return rowCount
      })
      .toBe(1)
    expect(await line).toMatch(/^DATABASE_URL: start that database, .* terminating connection/)
    await client.end()
    await remove()
  })

  test('whose role may not create tables is named, with what the role lacks', async () => {
    const role = `weak_${randomUUID().slice(0, 8)}`
    const { with: with_, remove } = await prepared(
      `create role ${role} login password 'x'`,
      'revoke create on schema public from public',
    )
    const asRole = (url: URL) => Object.assign(url, { username: role, password: 'x' })
    expect(await lineOf(with_(asRole))).toMatch(
      /^DATABASE_URL: .* permission denied for schema public: grant its role the right/,
    )
    await remove()
  })
})
