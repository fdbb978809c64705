import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConflictError, type Engine } from '../../../src/store/engine.ts'
import { openDatabase } from '../../../src/store/open.ts'
import {
  deleteEntries,
  findEntriesById,
  findEntry,
  putEntries,
} from '../../../src/store/timesheets/entries.ts'
import { lockWeeks } from '../../../src/store/timesheets/weeks.ts'
import { engineNames, newDatabase } from '../../support/databases.ts'

const idOf = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`
const entryOf = (number: number) => ({
  id: idOf(number),
  userId: 'ana',
  date: '2026-11-23',
  project: 'P',
  minutes: 15,
  note: null,
  billable: true,
  externalId: null,
  externalOwner: null,
  source: 'push',
  createdAtMs: 1,
  updatedAtMs: 1,
  version: 1,
})
const week = { userId: 'ana', week: '2026-W48' }

describe.each(engineNames)('rows that are put within a transaction on %s', (engineName) => {
  let database: Awaited<ReturnType<typeof newDatabase>>
  let engine: Engine
  beforeAll(async () => {
    database = await newDatabase(engineName)
    engine = await openDatabase(database.location)
    await engine.transaction(async (transaction) => {
      await lockWeeks(engine, transaction, [week], new Set())
    })
  })
  afterAll(async () => {
    await engine.close()
    await database.remove()
  })

  test('are found by a statement that is started after them, however many they are', async () => {
    const weeks = Array.from({ length: 300 }, (_, index) => ({ userId: `user-${index}`, week: '2026-W48' }))
    const stored = new Set<string>()
    const locked = await engine.transaction((transaction) => lockWeeks(engine, transaction, weeks, stored))
    expect(weeks.every((week) => locked.has(week))).toBe(true)
    // They are empty: they may be deleted again.
    expect(stored.size).toBe(0)
  })

  test('are refused before the transaction is taken back, once they are flushed', async () => {
    const rehearsal = engine.transaction(async (transaction) => {
      await putEntries(engine, transaction, [entryOf(3), entryOf(3)], 'insert')
      await engine.flush(transaction)
      throw new Error('the rehearsal is over')
    })
    await expect(rehearsal).rejects.toBeInstanceOf(ConflictError)
  })

  test('are seen by what the transaction asks for next', async () => {
    await engine.transaction(async (transaction) => {
      await putEntries(engine, transaction, [entryOf(1)], 'insert')
      expect(await findEntriesById(engine, transaction, [idOf(1)])).toEqual([entryOf(1)])
      await putEntries(engine, transaction, [entryOf(2)], 'insert')
      await deleteEntries(transaction, [idOf(1), idOf(2)])
    })
    expect(await findEntry(engine.reader, idOf(2))).toBeUndefined()
  })

  test('are stored when the transaction is over, however many they are', async () => {
    const many = Array.from({ length: 1_234 }, (_, index) => entryOf(1_000 + index))
    await engine.transaction((transaction) => putEntries(engine, transaction, many, 'insert'))
    const found = await findEntriesById(
      engine,
      engine.reader,
      many.map(({ id }) => id),
    )
    expect(found).toHaveLength(many.length)
  })

  test('fail the whole transaction where one of them fails, whatever else it puts', async () => {
    const twice = engine.transaction(async (transaction) => {
      await putEntries(engine, transaction, [entryOf(10), entryOf(11), entryOf(10)], 'insert')
      await putEntries(engine, transaction, [entryOf(12)], 'insert')
    })
    await expect(twice).rejects.toThrow(ConflictError)
    const ids = [10, 11, 12].map(idOf)
    expect(await findEntriesById(engine, engine.reader, ids)).toEqual([])
  })

  test('leave nothing behind for the next transaction when theirs is taken back', async () => {
    const reason = new Error('taken back')
    const takenBack = engine.transaction(async (transaction) => {
      await putEntries(engine, transaction, [entryOf(20)], 'insert')
      throw reason
    })
    await expect(takenBack).rejects.toBe(reason)
    await engine.transaction((transaction) => putEntries(engine, transaction, [entryOf(21)], 'insert'))
    const found = await findEntriesById(engine, engine.reader, [idOf(20), idOf(21)])
    expect(found.map(({ id }) => id)).toEqual([idOf(21)])
  })
})
