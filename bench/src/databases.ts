import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { type PostgresServer, queryDatabase, startPostgres } from 'test-postgres'

export const engines = ['sqlite', 'postgres'] as const
export type EngineName = (typeof engines)[number]
export const engineTitles = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const

/** The location of a database: the folder of SQLite, or the URL of PostgreSQL. */
export type DatabasePlace =
  | { readonly engine: 'sqlite'; readonly folder: string }
  | { readonly engine: 'postgres'; readonly url: string }

/** Empty databases of both engines, on the disk of the system's folder for temporary files. */
export class Databases {
  readonly #folder: string
  #postgres: Promise<PostgresServer> | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Starts PostgreSQL, with its default settings, when the first database on it is requested. */
  async fresh(engine: EngineName): Promise<DatabasePlace> {
    if (engine === 'sqlite') return { engine, folder: await mkdtemp(join(this.#folder, 'sqlite-')) }
    this.#postgres ??= startPostgres()
    const postgres = await this.#postgres
    return { engine, url: await postgres.createDatabase() }
  }

  /** `undefined` where none was started. */
  async postgresVersion(): Promise<string | undefined> {
    if (!this.#postgres) return undefined
    const postgres = await this.#postgres
    const [row] = await queryDatabase(postgres.url(), 'show server_version')
    return String(row?.server_version)
  }

  async stop(): Promise<void> {
    const postgres = await this.#postgres?.catch(() => undefined)
    await postgres?.stop()
  }
}

/** The settings that point an API process at a database. */
export function settingsOf(place: DatabasePlace): Record<string, string> {
  return place.engine === 'sqlite' ? { DATA_DIR: place.folder } : { DATABASE_URL: place.url }
}
