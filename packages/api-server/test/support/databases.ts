import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase } from 'test-postgres'
import type { Engine, EngineName } from '../../src/store/engine.ts'
import { openPostgres } from '../../src/store/engines/postgres.ts'
import { openSqlite } from '../../src/store/engines/sqlite.ts'
import { sqliteFileName } from '../../src/store/engines/sqlite-connections.ts'
import { type DatabaseLocation, openDatabase } from '../../src/store/open.ts'

/** A fresh database of an engine, and what takes it away. */
export interface TestDatabase {
  readonly location: DatabaseLocation
  remove(): Promise<void>
}

/** The engines that every store and service test runs on. */
export const engineNames: readonly EngineName[] = ['sqlite', 'postgres']

/**
 * A database with the present schema, in which nothing is stored. It is a copy: the migrations take longer
 * than most tests, and almost every test has a database of its own.
 */
export async function newDatabase(engine: EngineName): Promise<TestDatabase> {
  if (engine === 'postgres') {
    postgresTemplate ??= makePostgresTemplate()
    return onPostgres(await freshDatabase(await postgresTemplate))
  }
  sqliteTemplate ??= makeSqliteTemplate()
  const dataDir = newFolder()
  writeFileSync(join(dataDir, sqliteFileName), await sqliteTemplate)
  return onSqlite(dataDir)
}

/** A database without any table, for tests of the schema and of the first start. */
export async function emptyDatabase(engine: EngineName): Promise<TestDatabase> {
  return engine === 'postgres' ? onPostgres(await freshDatabase()) : onSqlite(newFolder())
}

/** A look past a service at its database. It connects when it is used first, and migrates nothing. */
export function engineOn(location: DatabaseLocation): Engine {
  return 'databaseUrl' in location ? openPostgres(location.databaseUrl) : openSqlite(location.dataDir)
}

/** The URL of a database that is there to be copied. */
let postgresTemplate: Promise<string> | undefined
/** The file of a database. */
let sqliteTemplate: Promise<Buffer> | undefined

async function makePostgresTemplate(): Promise<string> {
  const databaseUrl = await freshDatabase()
  await (await openDatabase({ databaseUrl })).close()
  return databaseUrl
}

async function makeSqliteTemplate(): Promise<Buffer> {
  const dataDir = newFolder()
  await (await openDatabase({ dataDir })).close()
  const file = readFileSync(join(dataDir, sqliteFileName))
  rmSync(dataDir, { recursive: true })
  return file
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'timesheets-store-'))

function onSqlite(dataDir: string): TestDatabase {
  return { location: { dataDir }, remove: async () => rmSync(dataDir, { recursive: true, force: true }) }
}

// The server that all tests share takes its databases with it.
function onPostgres(databaseUrl: string): TestDatabase {
  return { location: { databaseUrl }, remove: async () => {} }
}
