import { newPersonSchema } from 'timesheets-sdk/model'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../src/services/index.ts'
import type { Engine } from '../../src/store/engine.ts'
import { mostEvents } from '../../src/store/events/changes.ts'
import { openDatabase } from '../../src/store/open.ts'
import { machine, person } from '../support/callers.ts'
import { engineNames, newDatabase, type TestDatabase } from '../support/databases.ts'

const push = machine()
const kim = person('kim', 'manage:timesheets')
const entry = { project: 'ACME-42', hours: 0.25, billable: true }
const item = (userId: string, date: string) => ({ entry: { ...entry, userId, date } })
const content = { name: 'Ana', kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }

describe.each(engineNames)('the changes of a person on %s', (engineName) => {
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
  const weeksSince = async (userId: string, since?: number) =>
    (await engine.changesOf(userId, since)).events.map(({ week }) => week)

  test('are the last event, or those since one of them', async () => {
    await write(item('ana', '2026-11-02'), item('ben', '2026-11-02'), item('ana', '2026-11-09'))
    await write(item('ana', '2026-11-16'))
    expect(await weeksSince('ana')).toEqual(['2026-W47'])
    expect(await weeksSince('ana', 1)).toEqual(['2026-W45', '2026-W46', '2026-W47'])
    expect(await weeksSince('ana', 2)).toEqual(['2026-W46', '2026-W47'])
    expect(await weeksSince('zoe')).toEqual([])
    expect(await weeksSince('zoe', 1)).toEqual([])
  })

  test('are listed up to a bound', async () => {
    await write(
      ...Array.from({ length: mostEvents + 20 }, (_, index) => item('ana', `2026-0${(index % 9) + 1}-05`)),
    )
    expect(await weeksSince('ana', 1)).toHaveLength(mostEvents + 1)
  })

  test('name the week that an entry was moved away from', async () => {
    await write(item('ana', '2026-11-02'))
    const { json } = await open.service.listEntries(person('ana'), {}, undefined, 1)
    const [{ id }] = JSON.parse(json.toString()).data
    await open.service.updateEntry(person('ana', 'create:timesheets'), id, { date: '2026-11-09' }, undefined)
    const { events } = await engine.changesOf('ana', undefined)
    expect(events).toMatchObject([{ sequence: 2, week: '2026-W46', formerWeek: '2026-W45' }])
  })

  test('tell of the company and of the terms of the person', async () => {
    const texts = [(await engine.changesOf('ana', undefined)).company]
    const note = async (work: Promise<unknown>) => {
      await work
      texts.push((await engine.changesOf('ana', undefined)).company)
    }
    await note(open.service.updatePolicy(kim, { weeklyWarningHours: 50 }))
    await note(open.service.putPerson(kim, 'ana', newPersonSchema.parse(content)))
    await note(open.service.closePeriod(kim, '2026-10', { force: true, reason: 'x' }))
    expect(new Set(texts).size).toBe(4)
    await note(write(item('ana', '2026-11-02')))
    await note(open.service.putPerson(kim, 'ben', newPersonSchema.parse(content)))
    expect(new Set(texts).size).toBe(4)
  })

  test('are read for many who ask at once', async () => {
    await write(...Array.from({ length: 50 }, (_, index) => item(`person ${index}`, '2026-11-02')))
    const found = await Promise.all(
      Array.from({ length: 50 }, (_, index) => engine.changesOf(`person ${index}`, undefined)),
    )
    expect(found.map(({ events }) => events[0]?.sequence)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    )
  })
})
