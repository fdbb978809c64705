import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase } from 'test-postgres'
import type { EngineName } from '../../src/store/engine.ts'
import { sqliteFileName } from '../../src/store/engines/sqlite.ts'
import { type DatabaseLocation, openDatabase } from '../../src/store/open.ts'

/** A fresh database of an engine, and what takes it away. */
export interface TestDatabase {
  readonly location: DatabaseLocation
  remove(): Promise<void>
}

/** The engines that every store and service test runs on. */
export const engineNames: readonly EngineName[] = ['sqlite', 'postgres']

/**
 * A database with the present schema, in which nothing is stored. It is a copy: the migrations take ten times
 * as long, and almost every test has a database of its own.
 */
export async function newDatabase(engine: EngineName): Promise<TestDatabase> {
  const template = await templateOf(engine)
  if ('databaseUrl' in template) return onPostgres(await freshDatabase(template.databaseUrl))
  const dataDir = newFolder()
  copyFileSync(join(template.dataDir, sqliteFileName), join(dataDir, sqliteFileName))
  return onSqlite(dataDir)
}

/** A database without any table, for tests of the schema and of the first start. */
export async function emptyDatabase(engine: EngineName): Promise<TestDatabase> {
  return engine === 'postgres' ? onPostgres(await freshDatabase()) : onSqlite(newFolder())
}

const templates = new Map<EngineName, Promise<DatabaseLocation>>()

function templateOf(engine: EngineName): Promise<DatabaseLocation> {
  let template = templates.get(engine)
  if (!template) {
    template = makeTemplate(engine)
    templates.set(engine, template)
  }
  return template
}

async function makeTemplate(engine: EngineName): Promise<DatabaseLocation> {
  const { location, remove } = await emptyDatabase(engine)
  process.once('exit', () => void remove())
  await (await openDatabase(location)).close()
  return location
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'timesheets-store-'))

function onSqlite(dataDir: string): TestDatabase {
  return { location: { dataDir }, remove: async () => rmSync(dataDir, { recursive: true, force: true }) }
}

// The server that all tests share takes its databases with it.
function onPostgres(databaseUrl: string): TestDatabase {
  return { location: { databaseUrl }, remove: async () => {} }
}
