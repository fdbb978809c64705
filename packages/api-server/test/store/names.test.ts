import type { EntryRecord } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine, Transaction } from '../../src/store/engine.ts'
import { openDatabase } from '../../src/store/open.ts'
import { findEntriesById, putEntries } from '../../src/store/timesheets/entries.ts'
import { engineNames, newDatabase, type TestDatabase } from '../support/databases.ts'

const entryOf = (number: number, userId: string): EntryRecord => ({
  id: `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  userId,
  date: '2026-11-23',
  project: `project of ${userId}`,
  minutes: 15,
  note: null,
  billable: true,
  externalId: null,
  externalOwner: null,
  source: 'push',
  createdAtMs: 1,
  updatedAtMs: 2,
  version: 1,
})

describe.each(engineNames)('the names of people and projects on %s', (engineName) => {
  let database: TestDatabase
  let engine: Engine
  let other: Engine
  beforeAll(async () => {
    database = await newDatabase(engineName)
    engine = await openDatabase(database.location)
    other = await openDatabase(database.location)
  })
  afterAll(async () => {
    await engine.close()
    await other.close()
    await database.remove()
  })

  const put = (on: Engine, entry: EntryRecord, then = async (_: Transaction) => {}) =>
    on.transaction(async (transaction) => {
      await putEntries(on, transaction, [entry], 'insert')
      await then(transaction)
    })
  const found = (on: Engine, ...entries: EntryRecord[]) =>
    findEntriesById(
      on,
      on.reader,
      entries.map(({ id }) => id),
    )

  test('are not those of a transaction that was rolled back', async () => {
    const [lost, second, third] = [entryOf(1, 'ana'), entryOf(2, 'bob'), entryOf(3, 'ana')]
    const rolledBack = put(engine, lost, async (transaction) => {
      // Read and written once more: neither may be remembered.
      expect(await findEntriesById(engine, transaction, [lost.id])).toEqual([lost])
      await putEntries(engine, transaction, [entryOf(4, 'ana')], 'insert')
      throw new Error('rolled back')
    })
    await expect(rolledBack).rejects.toThrow('rolled back')
    await put(engine, second)
    await put(engine, third)
    for (const on of [engine, other]) expect(await found(on, lost, second, third)).toEqual([second, third])
  })

  test('are the same for processes that store them at the same time', async () => {
    const [here, there] = [entryOf(11, 'zoe'), entryOf(12, 'zoe')]
    await Promise.all([put(engine, here), put(other, there)])
    for (const on of [engine, other]) expect(await found(on, here, there)).toEqual([here, there])
    const rows = await engine.reader.selectFrom('names').select('id').where('text', '=', 'zoe').execute()
    expect(rows).toHaveLength(1)
  })
})
