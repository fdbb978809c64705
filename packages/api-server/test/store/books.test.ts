import fc from 'fast-check'
import { datesOfWeek, type Entry, minutesFromHours, weekOf } from 'timesheets-sdk/model'
import { describe, expect, test } from 'vitest'
import { openTimesheetService } from '../../src/services/index.ts'
import type { Engine } from '../../src/store/engine.ts'
import { eventsAfter } from '../../src/store/events/events.ts'
import { decodePayloads } from '../../src/store/events/payloads.ts'
import { openDatabase } from '../../src/store/open.ts'
import { machine } from '../support/callers.ts'
import { engineNames, newDatabase } from '../support/databases.ts'

const push = machine()
const now = Date.parse('2026-11-24T12:00:00Z')
const dates = [...datesOfWeek('2026-W47'), ...datesOfWeek('2026-W48')].slice(4, 11)

const operation = fc.record({
  kind: fc.constantFrom('create', 'push', 'push', 'update', 'delete'),
  userId: fc.constantFrom('a', 'b', 'c'),
  date: fc.constantFrom(...dates),
  quarters: fc.integer({ min: 1, max: 60 }),
  billable: fc.boolean(),
  externalId: fc.option(fc.constantFrom('x1', 'x2', 'x3', 'x4'), { nil: undefined }),
  pick: fc.nat(100),
})

/** The totals of each person by day, and billable by week, computed from the entries. */
async function countEntries(engine: Engine) {
  const totals = new Map<string, number>()
  const add = (key: string, minutes: number) => totals.set(key, (totals.get(key) ?? 0) + minutes)
  for (const row of await engine.reader.selectFrom('entries').selectAll().execute()) {
    add(`${row.user_id} ${row.date}`, row.minutes)
    if (row.billable) add(`${row.user_id} ${row.week}`, row.minutes)
  }
  return totals
}

async function readBooks(engine: Engine) {
  const totals = new Map<string, number>()
  for (const row of await engine.reader.selectFrom('weeks').selectAll().execute()) {
    const days = [
      row.monday_minutes,
      row.tuesday_minutes,
      row.wednesday_minutes,
      row.thursday_minutes,
      row.friday_minutes,
      row.saturday_minutes,
      row.sunday_minutes,
    ]
    const datesOf = datesOfWeek(row.week)
    days.forEach((minutes, day) => {
      if (minutes !== 0) totals.set(`${row.user_id} ${datesOf[day]}`, minutes)
    })
    if (row.billable_minutes !== 0) totals.set(`${row.user_id} ${row.week}`, row.billable_minutes)
  }
  return totals
}

describe.each(engineNames)('the books on %s', (engineName) => {
  test('say what the entries and the event log say, whatever is done at once', async () => {
    const database = await newDatabase(engineName)
    const { service, close } = await openTimesheetService({ ...database.location, now: () => now })
    const engine = await openDatabase(database.location)
    let lastSequence = 0
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 30 }), async (operations) => {
          const stored = await engine.reader.selectFrom('entries').select('id').execute()
          await Promise.allSettled(
            operations.map(({ kind, userId, date, quarters, billable, externalId, pick }) => {
              const entry = { userId, date, project: 'P', hours: quarters / 4, billable, externalId }
              const id =
                stored[pick % Math.max(stored.length, 1)]?.id ?? '01a20d60-5451-75a1-ba5d-83f3ca68c299'
              if (kind === 'create') return service.createEntry(push, entry)
              if (kind === 'push') return service.pushEntries(push, [{ entry }, { entry }], { dryRun: false })
              if (kind === 'update')
                return service.updateEntry(push, id, { date, hours: quarters / 4 }, undefined)
              return service.deleteEntry(push, id, undefined)
            }),
          )
          const counted = await countEntries(engine)
          expect(await readBooks(engine)).toEqual(counted)
          for (const [key, minutes] of counted) {
            if (!key.includes('W')) expect(minutes).toBeLessThanOrEqual(24 * 60)
          }
          const events = await eventsAfter(engine.reader, lastSequence, 10_000)
          lastSequence = events.at(-1)?.sequence ?? lastSequence
        }),
        { numRuns: 15 },
      )
      // The log alone rebuilds what is stored.
      const rebuilt = new Map<string, Entry>()
      for (const row of await eventsAfter(engine.reader, 0, 100_000)) {
        const after = decodePayloads(row).after as Entry | null
        if (after === null) rebuilt.delete(row.subject_id ?? '')
        else rebuilt.set(after.id, after)
      }
      const entries = await engine.reader.selectFrom('entries').selectAll().execute()
      expect(rebuilt.size).toBe(entries.length)
      for (const row of entries) {
        const entry = rebuilt.get(row.id)
        expect(entry).toMatchObject({ date: row.date, version: row.version })
        expect(entry && weekOf(entry.date)).toBe(row.week)
        expect(entry && minutesFromHours(entry.hours)).toBe(row.minutes)
      }
    } finally {
      await engine.close()
      await close()
      await database.remove()
    }
  })
})
