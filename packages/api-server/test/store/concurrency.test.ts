import { describe, expect, test } from 'vitest'
import { openTimesheetService } from '../../src/services/index.ts'
import { eventsAfter } from '../../src/store/events/events.ts'
import { openDatabase } from '../../src/store/open.ts'
import { machine, person } from '../support/callers.ts'
import { emptyDatabase, engineNames, newDatabase } from '../support/databases.ts'

const push = machine()

describe.each(engineNames)('several processes on one %s database', (engineName) => {
  test('may start at once on an empty one', async () => {
    const database = await emptyDatabase(engineName)
    const engines = await Promise.all(Array.from({ length: 4 }, () => openDatabase(database.location)))
    for (const engine of engines) await engine.ping()
    await Promise.all(engines.map((engine) => engine.close()))
    await database.remove()
  })

  test('that push the same entries at once make each of them once', async () => {
    const database = await newDatabase(engineName)
    const open = await Promise.all(Array.from({ length: 3 }, () => openTimesheetService(database.location)))
    const items = Array.from({ length: 200 }, (_, index) => ({
      entry: {
        userId: `user-${index % 7}`,
        date: `2026-11-${String(1 + (index % 20)).padStart(2, '0')}`,
        project: 'P',
        hours: 0.25,
        billable: true,
        externalId: `x${index}`,
      },
    }))
    const reversed = items.toReversed()
    const results = await Promise.all(
      open.flatMap(({ service }) => [
        service.pushEntries(push, items, { dryRun: false }),
        service.pushEntries(push, reversed, { dryRun: false }),
      ]),
    )
    const created = results.reduce((sum, result) => sum + result.created, 0)
    expect(created).toBe(200)
    expect(results.every(({ rejected }) => rejected === 0)).toBe(true)
    await Promise.all(open.map(({ close }) => close()))
    await database.remove()
  })

  test('that race for the last hours of a day never pass its maximum', async () => {
    const database = await newDatabase(engineName)
    const open = await Promise.all(Array.from({ length: 3 }, () => openTimesheetService(database.location)))
    const ana = person('ana')
    const entry = { date: '2026-11-23', project: 'P', hours: 5, billable: true }
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => open[index % 3]?.service.createEntry(ana, entry)),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
    await Promise.all(open.map(({ close }) => close()))
    await database.remove()
  })

  test('write an event log that a reader can follow without missing any', async () => {
    const database = await newDatabase(engineName)
    const open = await Promise.all(Array.from({ length: 3 }, () => openTimesheetService(database.location)))
    const engine = await openDatabase(database.location)
    const seen: number[] = []
    let isWriting = true
    const follow = async () => {
      for (let last = 0; ; ) {
        const wasWriting = isWriting
        const events = await eventsAfter(engine.reader, last, 1_000)
        seen.push(...events.map(({ sequence }) => sequence))
        last = seen.at(-1) ?? 0
        if (!wasWriting && events.length === 0) return
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const following = follow()
    await Promise.all(
      open.map(async ({ service }, process) => {
        for (let round = 0; round < 40; round++) {
          await Promise.all(
            [0, 1].map((n) =>
              service.createEntry(person(`p${process}-${round}-${n}`), {
                date: '2026-11-23',
                project: 'P',
                hours: 1,
                billable: true,
              }),
            ),
          )
        }
      }),
    )
    isWriting = false
    await following
    expect(new Set(seen).size).toBe(3 * 40 * 2)
    await engine.close()
    await Promise.all(open.map(({ close }) => close()))
    await database.remove()
  })
})
