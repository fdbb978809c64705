import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase } from 'test-postgres'
import type { EngineName } from '../../src/store/engine.ts'
import type { DatabaseLocation } from '../../src/store/open.ts'

/** A fresh database of an engine, and what takes it away. */
export interface TestDatabase {
  readonly location: DatabaseLocation
  remove(): Promise<void>
}

/** The engines that every store and service test runs on. */
export const engineNames: readonly EngineName[] = ['sqlite', 'postgres']

export async function newDatabase(engine: EngineName): Promise<TestDatabase> {
  if (engine === 'postgres')
    return { location: { databaseUrl: await freshDatabase() }, remove: async () => {} }
  const dataDir = mkdtempSync(join(tmpdir(), 'timesheets-store-'))
  return { location: { dataDir }, remove: async () => rmSync(dataDir, { recursive: true, force: true }) }
}
