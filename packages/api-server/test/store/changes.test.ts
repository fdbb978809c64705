import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../src/services/index.ts'
import type { Engine } from '../../src/store/engine.ts'
import { mostChanges } from '../../src/store/events/changes.ts'
import { openDatabase } from '../../src/store/open.ts'
import { machine, person } from '../support/callers.ts'
import { engineNames, newDatabase, type TestDatabase } from '../support/databases.ts'

const push = machine()
const kim = person('kim', 'manage:timesheets')
const entry = { project: 'ACME-42', hours: 0.25, billable: true }
const item = (userId: string, date: string) => ({ entry: { ...entry, userId, date } })

describe.each(engineNames)('the changes in the log on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService
  let engine: Engine

  beforeEach(async () => {
    database = await newDatabase(engineName)
    open = await openTimesheetService({ ...database.location, now: () => Date.parse('2026-11-24T12:00:00Z') })
    engine = await openDatabase(database.location)
  })
  afterEach(async () => {
    await engine.close()
    await open.close()
    await database.remove()
  })

  const write = (...items: ReturnType<typeof item>[]) =>
    open.service.pushEntries(push, items, { dryRun: false })
  const since = async (from = 0) =>
    (await engine.changesSince(from === 0 ? undefined : from)).events
      .filter(({ sequence }) => sequence >= from)
      .map(({ userId, week }) => [userId, week])

  test('are those since an event, or the last one', async () => {
    expect(await since()).toEqual([])
    expect(await since(1)).toEqual([])
    await write(item('ana', '2026-11-02'), item('ben', '2026-11-02'), item('ana', '2026-11-09'))
    await write(item('ana', '2026-11-16'))
    await open.service.updatePolicy(kim, { weeklyWarningHours: 50 })
    expect(await since()).toEqual([[null, null]])
    expect(await since(3)).toEqual([
      ['ana', '2026-W46'],
      ['ana', '2026-W47'],
      [null, null],
    ])
    expect(await since(5)).toEqual([[null, null]])
    expect(await since(6)).toEqual([])
  })

  test('are listed up to a bound', async () => {
    await write(
      ...Array.from({ length: mostChanges + 20 }, (_, index) => item('ana', `2026-0${(index % 9) + 1}-05`)),
    )
    expect(await since(1)).toHaveLength(mostChanges + 1)
  })

  test('name the week that an entry was moved away from', async () => {
    await write(item('ana', '2026-11-02'))
    const { json } = await open.service.listEntries(person('ana'), {}, undefined, 1)
    const [{ id }] = JSON.parse(json.toString()).data
    await open.service.updateEntry(person('ana', 'create:timesheets'), id, { date: '2026-11-09' }, undefined)
    const { events } = await engine.changesSince(undefined)
    expect(events).toMatchObject([{ sequence: 2, week: '2026-W46', formerWeek: '2026-W45' }])
  })

  test('are those of their time for all who ask at once and after each commit', async () => {
    await write(item('ana', '2026-11-02'))
    for (const sequence of [1, 2, 3]) {
      const found = await Promise.all(Array.from({ length: 20 }, () => engine.changesSince(sequence)))
      expect(new Set(found.map(({ events }) => events.at(-1)?.sequence))).toEqual(new Set([sequence]))
      await write(item('ana', '2026-11-03'))
    }
  })
})
