import { ProblemError } from 'timesheets-sdk/decide'
import { weekOf } from 'timesheets-sdk/model'
import { describe, expect, test } from 'vitest'
import { openTimesheetService } from '../../../src/services/index.ts'
import { eventsAfter } from '../../../src/store/events/events.ts'
import { weeksOfPeople } from '../../../src/store/timesheets/listed-weeks.ts'
import { person } from '../../support/callers.ts'
import { engineNames, engineOn, newDatabase } from '../../support/databases.ts'

const rounds = 200
const writers = 6
const date = '2026-11-23'
const week = weekOf(date)

async function outcomeOf(work: Promise<unknown>): Promise<'done' | string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
}

describe.each(engineNames)('on %s, by several processes', (engineName) => {
  test('entries and a submit at the same instant end in one of the legal orders', {
    timeout: 180_000,
  }, async () => {
    const database = await newDatabase(engineName)
    const open = await Promise.all(Array.from({ length: 3 }, () => openTimesheetService(database.location)))
    const engine = engineOn(database.location)
    const serviceFor = (index: number) =>
      (open[index % open.length] ?? open[0])?.service as (typeof open)[0]['service']
    let accepted = 0
    let refused = 0
    let sequence = 0

    for (let round = 0; round < rounds; round++) {
      const ada = person(`auth0|ada-${round}`, 'create:timesheets')
      const { entry } = await serviceFor(round).createEntry(ada, {
        date,
        project: 'P',
        hours: 1,
        billable: true,
      })
      // One that nobody deletes, so that the week can always be submitted.
      await serviceFor(round).createEntry(ada, { date, project: 'Q', hours: 1, billable: true })
      const edits = Array.from({ length: writers }, (_, index) => (): Promise<unknown> => {
        const service = serviceFor(round + index)
        if (index === 0) return service.updateEntry(ada, entry.id, { hours: 2 }, undefined)
        if (index === 1) return service.deleteEntry(ada, entry.id, undefined)
        return service.createEntry(ada, { date, project: 'P', hours: 1, billable: false })
      })
      const submit = () =>
        serviceFor(round + 1).actOnWeek(ada, { userId: ada.subject, week, action: 'submit' })
      // The submit is sent at another place of the crowd in each round.
      const works = edits.toSpliced(round % (writers + 1), 0, submit)
      const outcomes = await Promise.all(works.map((work) => outcomeOf(work())))
      const submitted = outcomes[round % (writers + 1)]
      expect(submitted).toBe('done')
      for (const outcome of outcomes) expect(['done', 'week_locked', 'not_found']).toContain(outcome)
      accepted += outcomes.filter((outcome) => outcome === 'done').length - 1
      refused += outcomes.filter((outcome) => outcome === 'week_locked').length

      // The approved totals are the sums of the entries, and nothing was written afterwards.
      const [record] = await weeksOfPeople(engine.reader, [ada.subject], week, week)
      const entries = await engine.reader
        .selectFrom('entries')
        .select(['minutes'])
        .where('user_id', '=', ada.subject)
        .execute()
      const total = entries.reduce((sum, { minutes }) => sum + minutes, 0)
      expect(record?.status).toBe('submitted')
      expect(record?.dayMinutes[0]).toBe(total)
      const events = await eventsAfter(engine.reader, sequence, 1_000)
      sequence = events.at(-1)?.sequence ?? sequence
      const own = events.filter(({ user_id }) => user_id === ada.subject).map(({ action }) => action)
      expect(own.at(-1)).toBe('week.submitted')
      expect(own.filter((action) => action === 'week.submitted')).toHaveLength(1)
      const frozen = events.findLast(({ user_id }) => user_id === ada.subject)
      expect(JSON.parse(frozen?.after ?? '').totalHours * 60).toBe(total)
    }
    // Both orders really occurred: else this race proves nothing.
    expect(accepted).toBeGreaterThan(0)
    expect(refused).toBeGreaterThan(0)

    await engine.close()
    await Promise.all(open.map(({ close }) => close()))
    await database.remove()
  })

  test('writers of a week that is not there yet take turns, and those that are rejected leave no row', {
    timeout: 180_000,
  }, async () => {
    const database = await newDatabase(engineName)
    const open = await Promise.all(Array.from({ length: 3 }, () => openTimesheetService(database.location)))
    const engine = engineOn(database.location)
    const serviceFor = (index: number) =>
      (open[index % open.length] ?? open[0])?.service as (typeof open)[0]['service']

    for (let round = 0; round < rounds / 2; round++) {
      const ada = person(`auth0|ada-${round}`, 'create:timesheets')
      const create = (index: number, hours: number) =>
        serviceFor(round + index).createEntry(ada, { date, project: 'P', hours })
      const submit = (index: number) =>
        serviceFor(round + index).actOnWeek(ada, { userId: ada.subject, week, action: 'submit' })
      const isWritten = round % 2 === 0
      const outcomes = await Promise.all(
        [
          create(0, 0),
          submit(1),
          create(2, isWritten ? 1 : 0),
          create(3, -1),
          create(4, isWritten ? 2 : 25),
          submit(5),
        ].map(outcomeOf),
      )
      const [record] = await weeksOfPeople(engine.reader, [ada.subject], week, week)
      const entries = await engine.reader
        .selectFrom('entries')
        .select('minutes')
        .where('user_id', '=', ada.subject)
        .execute()
      if (!isWritten)
        expect([record, entries, outcomes]).toEqual([undefined, [], expect.not.arrayContaining(['done'])])
      else {
        expect(entries.length).toBeGreaterThan(0)
        expect(record?.dayMinutes[0]).toBe(entries.reduce((sum, { minutes }) => sum + minutes, 0))
        expect(record?.version).toBe(outcomes.filter((outcome) => outcome === 'done').length)
      }
    }

    await engine.close()
    await Promise.all(open.map(({ close }) => close()))
    await database.remove()
  })
})
