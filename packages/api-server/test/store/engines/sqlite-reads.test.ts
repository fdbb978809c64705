import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openConnections, type SqliteConnections } from '../../../src/store/engines/sqlite-connections.ts'
import { SqliteReads } from '../../../src/store/engines/sqlite-reads.ts'

let folder: string
let connections: SqliteConnections
let reads: SqliteReads
const count = () => reads.prepare('select count(*) as count from numbers').get()
const run = (sql: string) => connections.writer.prepare(sql).run()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'timesheets-reads-'))
  connections = openConnections(folder)
  reads = new SqliteReads(connections)
  run('create table numbers (number integer)')
})

afterEach(() => {
  for (const connection of Object.values(connections)) connection.close()
  rmSync(folder, { recursive: true })
})

test('a read sees what was committed, and nothing of a transaction in progress', () => {
  run('insert into numbers values (1)')
  run('begin immediate')
  run('insert into numbers values (2)')
  expect(count()).toEqual({ count: 1 })
  run('commit')
  expect(count()).toEqual({ count: 2 })
})

test('a transaction can begin while reads share a snapshot, and they see nothing of it', async () => {
  await reads.inOneSnapshot(async () => {
    expect(count()).toEqual({ count: 0 })
    reads.endSnapshot()
    run('begin immediate')
    run('insert into numbers values (1)')
    expect(count()).toEqual({ count: 0 })
  })
  run('commit')
  expect(count()).toEqual({ count: 1 })
})

test('a snapshot ends with its reads, also when they fail', async () => {
  await expect(reads.inOneSnapshot(() => reads.prepare('select * from missing'))).rejects.toThrow('missing')
  run('insert into numbers values (1)')
  expect(await reads.inOneSnapshot(count)).toEqual({ count: 1 })
  expect(connections.writer.inTransaction).toBe(false)
})

test('a statement that writes is refused outside transactions', () => {
  expect(() => reads.prepare('insert into numbers values (1)')).toThrow('must only read')
  expect(count()).toEqual({ count: 0 })
})

test('parameters that are compared are hidden from the planner, and compare as before', () => {
  run('create index numbers_by_number on numbers (number)')
  run('insert into numbers values (1), (2), (2), (3)')
  const statement = reads.prepare('select number from numbers where number = ? or number is ? limit ?')
  expect(statement.source).toBe('select number from numbers where number = +? or number is +? limit +?')
  expect(statement.all(2, 3, 2)).toEqual([{ number: 2 }, { number: 2 }])
  expect(statement.all(1, null, 2)).toEqual([{ number: 1 }])
  const [plan] = reads.prepare('explain query plan select number from numbers where number = ?').all(2)
  expect(plan).toMatchObject({ detail: expect.stringContaining('numbers_by_number (number=?)') })
})
