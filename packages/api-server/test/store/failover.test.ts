import { Client } from 'pg'
import { type PostgresServer, startPostgres } from 'test-postgres'
import { ProblemError } from 'timesheets-sdk/decide'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTimesheetService } from '../../src/services/index.ts'
import { hostUrls } from '../../src/store/engines/postgres-hosts.ts'
import { person } from '../support/callers.ts'

const ana = person('ana')
const entry = { date: '2026-11-23', project: 'P', hours: 1, billable: true }
const database = 'timesheets'
const password = 'the-same-on-both'

let servers: readonly [PostgresServer, PostgresServer]
beforeAll(async () => {
  servers = await Promise.all([startPostgres(), startPostgres()])
  for (const server of servers) {
    await query(server.url(), `create database ${database}`, `alter role postgres password '${password}'`)
  }
}, 60_000)
afterAll(async () => {
  for (const server of servers) await server.stop()
})

async function query(url: string, ...texts: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  for (const text of texts) await client.query(text)
  await client.end()
}

const urlOf = ({ port }: PostgresServer) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`

/** Makes a server a standby, or the primary, as far as its sessions can tell. */
async function setReadOnly(server: PostgresServer, isReadOnly: boolean): Promise<void> {
  const value = isReadOnly ? 'on' : 'off'
  await query(
    urlOf(server),
    `alter system set default_transaction_read_only = ${value}`,
    'select pg_reload_conf()',
  )
  // The server tells its sessions before it opens one that has the new value.
  await expect.poll(() => readOnlyIn(server)).toBe(value)
}

async function readOnlyIn(server: PostgresServer): Promise<unknown> {
  const client = new Client({ connectionString: urlOf(server) })
  await client.connect()
  const { rows } = await client.query('show default_transaction_read_only')
  await client.end()
  return rows[0]?.default_transaction_read_only
}

async function statusOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'written',
    (reason: unknown) => (reason instanceof ProblemError ? reason.problem.code : reason),
  )
}

test('of several hosts, the one that takes writes is used, also after a fail-over', async () => {
  const [first, second] = servers
  for (const server of servers) await (await openTimesheetService({ databaseUrl: urlOf(server) })).close()
  await setReadOnly(first, true)

  const hosts = `127.0.0.1:${first.port},127.0.0.1:${second.port}`
  const databaseUrl = `postgres://postgres:${password}@${hosts}/${database}?target_session_attrs=read-write`
  const { service, close } = await openTimesheetService({ databaseUrl })
  expect(await statusOf(service.createEntry(ana, entry))).toBe('written')

  await setReadOnly(first, false)
  await setReadOnly(second, true)
  // A connection to the demoted server is open: the error of the first write replaces it.
  expect(await statusOf(service.createEntry(ana, entry))).toBe('database_unavailable')
  expect(await statusOf(service.createEntry(ana, entry))).toBe('written')

  await setReadOnly(second, false)
  await first.kill9()
  // Writes fail on connections of the killed server until each is noticed to be closed.
  await expect.poll(() => statusOf(service.createEntry(ana, entry))).toBe('written')
  await service.ready()
  await close()
}, 60_000)

test('a URL with several hosts is one URL for each', () => {
  expect(hostUrls('postgres://u:p@a:1,b/x?target_session_attrs=read-write&sslmode=disable')).toEqual([
    'postgres://u:p@a:1/x?sslmode=disable',
    'postgres://u:p@b/x?sslmode=disable',
  ])
  expect(hostUrls('postgres://u:p,q@a/x')).toEqual(['postgres://u:p,q@a/x'])
})

test('the certificate is checked with each mode of TLS but no-verify, without a warning of the driver', () => {
  const warnings = vi.spyOn(process, 'emitWarning')
  const tlsOf = (query: string) => {
    const [url] = hostUrls(`postgres://u:p@a/x?${query}`)
    // Typed as the settings that a pool is given, not as those that the driver made of them.
    return (new Client({ connectionString: url }) as unknown as { readonly ssl: unknown }).ssl
  }
  for (const mode of ['prefer', 'require', 'verify-ca', 'verify-full'])
    expect(tlsOf(`sslmode=${mode}`), mode).toEqual({})
  for (const query of ['sslmode=no-verify', 'uselibpqcompat=true&sslmode=require'])
    expect(tlsOf(query), query).toEqual({ rejectUnauthorized: false })
  expect(tlsOf('sslmode=disable')).toBe(false)
  expect(warnings).not.toHaveBeenCalled()
})
