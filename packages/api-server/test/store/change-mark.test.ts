import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeMarkOf } from '../../src/store/change-mark.ts'
import type { Engine } from '../../src/store/engine.ts'
import { openDatabase } from '../../src/store/open.ts'
import { engineNames, newDatabase, type TestDatabase } from '../support/databases.ts'

describe.each(engineNames)('the change mark of %s', (engineName) => {
  let database: TestDatabase
  let here: Engine
  let there: Engine

  beforeEach(async () => {
    database = await newDatabase(engineName)
    here = await openDatabase(database.location)
    there = await openDatabase(database.location)
  })
  afterEach(async () => {
    await there.close()
    await here.close()
    await database.remove()
  })

  const write = (engine: Engine, lockedThrough: string) =>
    engine.transaction(async (transaction) => {
      const policy = JSON.stringify({ lockedThrough })
      await engine.putRows(transaction, 'policy', [{ id: 1, policy }], 'upsert')
    })

  test('is another one after each commit, by this process or another', async () => {
    const mark = changeMarkOf(here)
    const marks = [await mark()]
    for (const [index, engine] of [here, there, here, there].entries()) {
      await write(engine, `2026-01-0${index + 1}`)
      marks.push(await mark())
    }
    expect(new Set(marks).size).toBe(5)
    expect(marks).not.toContain(undefined)
  })

  // PostgreSQL counts the transactions of all its databases, those of other tests too.
  if (engineName === 'sqlite')
    test('is the same while nothing is committed', async () => {
      const mark = changeMarkOf(here)
      const before = await mark()
      await here.reader.selectFrom('entries').selectAll().execute()
      const rolledBack = there.transaction(async (transaction) => {
        await transaction.deleteFrom('policy').execute()
        throw new Error('taken back')
      })
      await expect(rolledBack).rejects.toThrow('taken back')
      expect(await mark()).toBe(before)
    })

  test('is had by many who ask at once', async () => {
    const mark = changeMarkOf(here)
    const marks = await Promise.all(Array.from({ length: 200 }, () => mark()))
    expect(marks.every((one) => typeof one === 'string')).toBe(true)
  })
})
