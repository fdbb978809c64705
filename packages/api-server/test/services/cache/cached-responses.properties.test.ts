import fc from 'fast-check'
import { ProblemError } from 'timesheets-sdk/decide'
import { newPersonSchema, newProjectSchema, weekOf } from 'timesheets-sdk/model'
import { expect, test } from 'vitest'
import { openTimesheetService, type TimesheetService } from '../../../src/services/index.ts'
import { deleteEventsThrough, lastToPrune } from '../../../src/store/events/prune.ts'
import { openDatabase } from '../../../src/store/open.ts'
import { machine, person } from '../../support/callers.ts'
import { newDatabase } from '../../support/databases.ts'

const push = machine()
const kim = person('kim', 'manage:timesheets')
const eve = person('eve', 'approve:timesheets', 'approve:any', 'read:timesheets')
const people = ['ada', 'ben'] as const
const days = ['2026-10-05', '2026-11-10', '2026-11-17', '2026-11-20', '2026-11-24'] as const
const weeks = [...new Set(days.map((day) => weekOf(day)))]

const operation = fc.record({
  kind: fc.constantFrom(
    ...(['log', 'log', 'move', 'delete', 'batch', 'submit', 'recall', 'approve', 'reopen'] as const),
    ...(['person', 'removePerson', 'absence', 'removeAbsence', 'project', 'policy', 'prune', 'day'] as const),
  ),
  who: fc.constantFrom(...people),
  day: fc.constantFrom(...days),
  other: fc.constantFrom(...days),
  number: fc.integer({ min: 1, max: 8 }),
  isElsewhere: fc.boolean(),
})
type Operation = typeof operation extends fc.Arbitrary<infer One> ? One : never

async function perform(
  service: TimesheetService,
  one: Operation,
  prune: () => Promise<unknown>,
  pass: () => void,
) {
  const { kind, who, day, other, number } = one
  const self = person(who, 'create:timesheets', 'read:timesheets', 'delete:timesheets')
  const act = (action: 'submit' | 'recall' | 'approve' | 'reopen', caller = self) =>
    service.actOnWeek(caller, { userId: who, week: weekOf(day), action, reason: 'x' })
  const firstOfDay = async (): Promise<string | undefined> => {
    const { json } = await service.listEntries(self, { from: day, to: day }, undefined, 1)
    return JSON.parse(json.toString()).data[0]?.id
  }
  switch (kind) {
    case 'log':
      return service.createEntry(self, { date: day, project: 'A', hours: number / 4 })
    case 'move': {
      const id = await firstOfDay()
      return id && service.updateEntry(self, id, { date: other }, undefined)
    }
    case 'delete': {
      const id = await firstOfDay()
      return id && service.deleteEntry(self, id, undefined)
    }
    case 'batch': {
      const items = people.map((userId) => ({
        entry: {
          userId,
          date: userId === who ? day : other,
          project: 'B',
          hours: 1,
          externalId: `x${number}`,
        },
      }))
      return service.pushEntries(push, items, { dryRun: false })
    }
    case 'submit':
    case 'recall':
      return act(kind)
    case 'approve':
    case 'reopen':
      return act(kind, eve)
    case 'person': {
      const content = { name: who, kind: 'employee', expectedHoursPerWeek: number, activeFrom: '2026-01-01' }
      return service.putPerson(kim, who, newPersonSchema.parse({ ...content, from: day }), true)
    }
    case 'removePerson':
      return service.deletePerson(kim, who)
    case 'absence':
      return service.putAbsence(kim, who, day, { to: day, kind: 'vacation' }, true)
    case 'removeAbsence':
      return service.deleteAbsence(kim, who, day, true)
    case 'project':
      return service.putProject(kim, 'A', newProjectSchema.parse({ name: `${number}` }), true)
    case 'policy':
      return service.updatePolicy(kim, { weeklyWarningHours: number })
    case 'prune':
      return prune()
    case 'day':
      return pass()
  }
}

/** What the people and their approver read, as text. */
async function responses(service: TimesheetService): Promise<string[]> {
  const found: Promise<string>[] = []
  for (const userId of people) {
    const self = person(userId, 'read:timesheets')
    const filters = [{}, { from: days[2] }, { to: days[1] }, { status: 'open' as const }]
    for (const filter of filters) {
      const page = service.listEntries(self, filter, undefined, 2)
      found.push(page.then(({ json, etag }) => `${etag} ${json}`))
    }
    for (const week of weeks) {
      for (const caller of [self, eve]) found.push(service.getWeek(caller, userId, week).then(JSON.stringify))
    }
  }
  return Promise.all(found)
}

test.each([
  ['sqlite', 6],
  ['postgres', 2],
] as const)(
  'on %s cached responses are those that are read again, whatever was written here or by another process',
  { timeout: 120_000 },
  async (engineName, numRuns) => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 15, maxLength: 30 }), async (operations) => {
        const database = await newDatabase(engineName)
        let nowMs = Date.parse('2026-11-23T12:00:00Z')
        const options = { ...database.location, now: () => nowMs }
        const cached = await openTimesheetService(options)
        const uncached = await openTimesheetService({ ...options, maximumKeptPageBytes: 0 })
        const engine = await openDatabase(database.location)
        const prune = async () => {
          const through = await lastToPrune(engine.reader, nowMs)
          if (through !== undefined) await deleteEventsThrough(engine, through)
        }
        const pass = () => {
          nowMs += 24 * 3_600_000
        }
        try {
          for (const one of operations) {
            nowMs += 1_000
            const { service } = one.isElsewhere ? uncached : cached
            await perform(service, one, prune, pass).catch((error: unknown) => {
              if (!(error instanceof ProblemError)) throw error
            })
            expect(await responses(cached.service), one.kind).toEqual(await responses(uncached.service))
          }
        } finally {
          await engine.close()
          await uncached.close()
          await cached.close()
          await database.remove()
        }
      }),
      { numRuns },
    )
  },
)
