import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine, EngineName } from '../../../src/store/engine.ts'
import {
  type EventsOf,
  findEvents,
  findNewestEvents,
  numbersOfDays,
} from '../../../src/store/events/listed-events.ts'
import { eventsToDeliver } from '../../../src/store/events/webhooks.ts'
import { openDatabase } from '../../../src/store/open.ts'
import { engineNames, newDatabase, type TestDatabase } from '../../support/databases.ts'
import { openPlanner, type Planner } from '../../support/query-plan.ts'
import { statementsOf } from '../../support/statements.ts'

const self = 'ann'
// As many rows as there are people.
const smallTables = ['people']
const cases: Readonly<Record<string, (engine: Engine) => Promise<unknown>>> = {
  'what a machine is told': look({ people: 'all', administration: false, self: null }),
  'all that there is': look({ people: 'all', administration: true, self: null }),
  "an approver's people": look({ people: { of: 'mia' }, administration: false, self: 'mia' }),
  'administration alone': look({ people: 'none', administration: true, self }),
  'what is one’s own': look({ userId: self, part: 'all' }),
  'the history of a week': look({ userId: self, part: 'all', week: '2026-W48' }),
  'the history of an entry': look({
    userId: self,
    part: 'timesheets',
    entryId: '01a20d60-5451-75a1-ba5d-83f3ca68c299',
  }),
  'the newest that there are': (engine) =>
    newest(engine, { people: 'all', administration: true, self: null }),
  'the newest of a kind': (engine) =>
    newest(engine, { people: 'all', administration: true, self: null, subject: 'policy' }),
  'the newest of a person': (engine) => newest(engine, { userId: self, part: 'all' }),
  'the events of a day': (engine) =>
    numbersOfDays(engine.reader, { first: 1, last: 9 }, { fromMs: 5, beforeMs: 9 }),
  'what a webhook is to be told': (engine) => eventsToDeliver(engine, ['week.approved'], 7, 100),
}

function newest(engine: Engine, of: EventsOf) {
  return findNewestEvents(engine, of, { after: 7, through: 100_000 }, 100)
}

function look(of: EventsOf) {
  return (engine: Engine) => findEvents(engine, of, 7, 100)
}

describe.each<EngineName>(engineNames)('on %s the event log is not read as a whole for', (engineName) => {
  let database: TestDatabase
  let planner: Planner

  beforeAll(async () => {
    database = await newDatabase(engineName)
    const engine = await openDatabase(database.location)
    await engine.close()
    planner = await openPlanner(database.location)
  })
  afterAll(async () => {
    await planner.close()
    await database.remove()
  })

  test.each(Object.entries(cases))('%s', async (_, ask) => {
    const engine = await openDatabase(database.location)
    const statements = await statementsOf(() => ask(engine))
    await engine.close()
    const ofEvents = statements.filter(({ text }) => /\bfrom "?stored_events\b/.test(text))
    expect(ofEvents.length).toBeGreaterThan(0)
    for (const statement of ofEvents) {
      expect(
        (await planner.fullyRead(statement)).filter((table) => !smallTables.includes(table)),
        statement.text,
      ).toEqual([])
    }
  })
})
