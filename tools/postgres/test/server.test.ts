import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase, type PostgresServer, queryDatabase, startPostgres } from '../src/index.ts'

describe('a PostgreSQL of its own', () => {
  let postgres: PostgresServer
  beforeAll(async () => {
    postgres = await startPostgres({ settings: { work_mem: '5MB' } })
  })
  afterAll(() => postgres.stop())

  it('syncs every commit to disk, listens on this machine only, and takes settings', async () => {
    const shown = async (name: string) => (await queryDatabase(postgres.url(), `show ${name}`))[0]?.[name]
    expect(await shown('fsync')).toBe('on')
    expect(await shown('synchronous_commit')).toBe('on')
    expect(await shown('full_page_writes')).toBe('on')
    expect(await shown('listen_addresses')).toBe('127.0.0.1')
    expect(await shown('work_mem')).toBe('5MB')
  })

  it('gives databases that share nothing', async () => {
    const [one, other] = await Promise.all([postgres.createDatabase(), postgres.createDatabase()])
    await queryDatabase(one, 'create table only_here (id int)')
    await expect(queryDatabase(other, 'select * from only_here')).rejects.toThrow('does not exist')
  })

  it.each(['stopAndKeep', 'kill9'] as const)('keeps data and port over %s and restart', async (end) => {
    const url = await postgres.createDatabase()
    await queryDatabase(url, 'create table kept (id int)')
    await queryDatabase(url, 'insert into kept values (7)')
    await postgres[end]()
    expect(postgres.pid).toBeUndefined()
    await expect(queryDatabase(url, 'select 1')).rejects.toThrow('ECONNREFUSED')
    await postgres.restart()
    expect(await queryDatabase(url, 'select id from kept')).toEqual([{ id: 7 }])
  })
})

it('is gone, with its data, after the process that started it was killed', async () => {
  const program = `
    import { startPostgres, queryDatabase } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)}
    const postgres = await startPostgres()
    const [{ data_directory }] = await queryDatabase(postgres.url(), 'show data_directory')
    console.log(JSON.stringify({ data: data_directory, url: postgres.url() }))
    setInterval(() => {}, 60_000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data))),
  )
  const { data, url } = JSON.parse(line)
  expect(existsSync(data)).toBe(true)

  child.kill('SIGKILL')

  await expect.poll(() => existsSync(data), { timeout: 10_000 }).toBe(false)
  await expect(queryDatabase(url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

it('is shared by the tests of a run, each with a database of its own', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()])
  expect(new URL(one).port).toBe(new URL(other).port)
  expect(new URL(one).pathname).not.toBe(new URL(other).pathname)
})

it('copies a database with its content', async () => {
  const template = await freshDatabase()
  await queryDatabase(template, 'create table t as select 7 as number')
  const copy = await freshDatabase(template)
  await queryDatabase(copy, 'update t set number = 8')
  expect(await queryDatabase(copy, 'select number from t')).toEqual([{ number: 8 }])
  expect(await queryDatabase(template, 'select number from t')).toEqual([{ number: 7 }])
})
