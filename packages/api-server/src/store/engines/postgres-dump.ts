import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { Client } from 'pg'
import { SettingError } from '../../environment.ts'
import { hostUrls } from './postgres-hosts.ts'
import { isOfPooler } from './postgres-pipeline.ts'

/**
 * Writes a dump by `pg_dump`.
 * @throws {SettingError} if that is missing or fails, or the URL leads to a pooler
 */
export async function dumpPostgres(databaseUrl: string, file: string): Promise<void> {
  if (await leadsToPooler(databaseUrl)) {
    throw new SettingError(
      'DATABASE_URL leads to a pooler, whose connections pg_dump could leave without a search_path, so that the API fails: set it to the address of PostgreSQL itself for this command',
    )
  }
  // Other users of this machine can read arguments, but not the environment.
  const password = /^[^/]*\/\/[^:@/]*:([^@/]*)@/.exec(databaseUrl)?.[1]
  const url = databaseUrl.replace(/^([^/]*\/\/[^:@/]*):[^@/]*@/, '$1@')
  const child = spawn('pg_dump', ['--format=custom', `--file=${file}`, url], {
    env: {
      ...process.env,
      ...(password === undefined ? {} : { PGPASSWORD: decodeURIComponent(password) }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  const [code] = await once(child, 'close').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw new SettingError('pg_dump is missing: install the client programs of PostgreSQL')
  })
  if (code !== 0) throw new SettingError(`pg_dump failed: ${said.replaceAll(/\s+/g, ' ').trim()}`)
}

/** A host that cannot be reached is none: pg_dump says why. */
async function leadsToPooler(databaseUrl: string): Promise<boolean> {
  for (const connectionString of hostUrls(databaseUrl)) {
    const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      if (isOfPooler(client, rows[0]?.pid)) return true
    } catch {
    } finally {
      await client.end().catch(() => {})
    }
  }
  return false
}
