import fc from 'fast-check'
import { ProblemError } from 'timesheets-sdk/decide'
import { newAbsenceSchema, newPersonSchema, weekOf } from 'timesheets-sdk/model'
import { expect, test } from 'vitest'
import { openTimesheetService, type TimesheetService } from '../../../src/services/index.ts'
import { deleteEventsThrough, lastToPrune } from '../../../src/store/events/prune.ts'
import { machine, person } from '../../support/callers.ts'
import { engineOn, newDatabase } from '../../support/databases.ts'

const kim = person('kim', 'manage:timesheets')
const eve = person('eve', 'approve:timesheets', 'approve:any')
/** The manager of some, at times. */
const max = person('max', 'approve:timesheets')
const push = machine()
const people = ['ada', 'ben'] as const
const days = ['2026-09-29', '2026-10-30', '2026-11-09', '2026-11-16', '2026-11-23']
const dayMs = 86_400_000

const operation = fc.record({
  kind: fc.constantFrom(
    ...(['log', 'log', 'push', 'edit', 'move', 'delete', 'submit', 'recall', 'approve', 'reject'] as const),
    ...(['reopenWeek', 'person', 'terms', 'removePerson', 'absence', 'removeAbsence', 'policy'] as const),
    ...(['project', 'close', 'reopen', 'prune', 'nextDay'] as const),
  ),
  who: fc.constantFrom(...people),
  day: fc.constantFrom(...days),
  other: fc.constantFrom(...days),
  number: fc.integer({ min: 1, max: 20 }),
  /** Which of two processes does it. */
  elsewhere: fc.boolean(),
})
type Operation = typeof operation extends fc.Arbitrary<infer One> ? One : never

async function perform(
  service: TimesheetService,
  { kind, who, day, other, number }: Operation,
  today: string,
): Promise<unknown> {
  const self = person(who, 'create:timesheets', 'read:timesheets')
  const act = (action: 'submit' | 'recall' | 'approve' | 'reject' | 'reopen', caller = eve) =>
    service.actOnWeek(caller, { userId: who, week: weekOf(day), action, reason: 'x' })
  const anEntry = async () => {
    const { json } = await service.listEntries(self, {}, undefined, 100)
    const { data } = JSON.parse(json.toString()) as { data: { id: string }[] }
    return data[number % Math.max(1, data.length)]?.id ?? '01936b2f-0000-7000-8000-000000000001'
  }
  const put = (more: object) => {
    const content = { name: who, kind: 'employee', expectedHoursPerWeek: number, activeFrom: '2026-01-01' }
    const parsed = newPersonSchema.parse({ ...content, ...(number > 10 && { managerId: 'max' }), ...more })
    return service.putPerson(kim, who, parsed, { correct: true })
  }
  switch (kind) {
    case 'log':
      return service.createEntry(self, { date: day, project: 'A', hours: number / 2 })
    case 'push': {
      const entry = { userId: who, date: day, project: 'B', hours: number / 4, externalId: `${number % 3}` }
      return service.pushEntries(push, [{ entry }], { dryRun: false })
    }
    case 'edit':
      return service.updateEntry(self, await anEntry(), { note: `${number}` }, undefined)
    case 'move':
      return service.updateEntry(self, await anEntry(), { date: other }, undefined)
    case 'delete':
      return service.deleteEntry(self, await anEntry(), undefined)
    case 'submit':
    case 'recall':
      return act(kind, self)
    case 'approve':
    case 'reject':
      return act(kind)
    case 'reopenWeek':
      return act('reopen')
    case 'person':
      return put({ from: '2026-09-01' })
    case 'terms':
      return put({ from: new Date(Date.parse(today) + dayMs).toISOString().slice(0, 10) })
    case 'removePerson':
      return service.deletePerson(kim, who)
    case 'absence':
      return service.putAbsence(kim, who, day, newAbsenceSchema.parse({ to: day, kind: 'vacation' }), {
        correct: true,
      })
    case 'removeAbsence':
      return service.deleteAbsence(kim, who, day, true)
    case 'policy':
      return service.updatePolicy(kim, {
        weeklyWarningHours: number,
        lockedThrough: number > 10 ? null : day,
      })
    case 'project':
      return service.putProject(kim, 'A', { name: `${number}`, billable: true })
    case 'close':
      return service.closePeriod(kim, '2026-09', { force: true, reason: 'x' })
    case 'reopen':
      return service.reopenPeriod(kim, '2026-09', 'x')
    default:
      return undefined
  }
}

/** Every response that is cached, as callers with different rights see it. */
async function responsesOf(service: TimesheetService): Promise<string[]> {
  const queries = [
    {},
    { from: '2026-11-09' },
    { to: '2026-10-30' },
    { project: 'A' },
    { status: 'open' as const },
  ]
  const responses: string[] = []
  for (const userId of people) {
    for (const query of queries) {
      for (const limit of [2, 100]) {
        const { json, etag } = await service.listEntries(push, { ...query, userId }, undefined, limit)
        responses.push(`${JSON.stringify(query)} ${limit} ${etag} ${json}`)
      }
    }
    for (const caller of [person(userId), max, eve]) {
      for (const week of new Set(days.map(weekOf))) {
        const response = await service.getWeek(caller, userId, week).catch(codeOf)
        responses.push(`${caller.subject} ${JSON.stringify(response)}`)
      }
    }
  }
  return responses
}

function codeOf(error: unknown): string {
  if (error instanceof ProblemError) return error.problem.code
  throw error
}

test.each([
  ['sqlite', 6],
  ['postgres', 1],
] as const)(
  'on %s cached responses are those of a process that caches none, after operations of every kind',
  { timeout: 120_000 },
  async (engineName, numRuns) => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 20, maxLength: 30 }), async (operations) => {
        const database = await newDatabase(engineName)
        let nowMs = Date.parse('2026-11-24T12:00:00Z')
        const options = { ...database.location, now: () => nowMs }
        const here = await openTimesheetService(options)
        const there = await openTimesheetService(options)
        const fresh = await openTimesheetService({ ...options, maximumKeptPageBytes: 0 })
        const engine = engineOn(database.location)
        try {
          for (const userId of people) {
            const items = days
              .slice(0, 4)
              .map((date) => ({ entry: { userId, date, project: 'A', hours: 8 } }))
            await here.service.pushEntries(push, items, { dryRun: false })
          }
          for (const one of operations) {
            nowMs += 1
            if (one.kind === 'nextDay') nowMs += dayMs
            if (one.kind === 'prune') {
              const last = await lastToPrune(engine.reader, nowMs - one.number)
              if (last !== undefined) await deleteEventsThrough(engine, last)
            }
            const by = one.elsewhere ? there : here
            const today = new Date(nowMs).toISOString().slice(0, 10)
            await perform(by.service, one, today).catch(codeOf)
            // Twice: the first time may read, and the second one must not return anything else.
            const expected = await responsesOf(fresh.service)
            expect(await responsesOf(here.service), `after ${one.kind}`).toEqual(expected)
            if (one.number % 4 === 0) expect(await responsesOf(here.service)).toEqual(expected)
          }
        } finally {
          for (const open of [here, there, fresh, engine]) await open.close()
          await database.remove()
        }
      }),
      { numRuns },
    )
  },
)
