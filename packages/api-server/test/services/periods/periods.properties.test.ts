import fc from 'fast-check'
import { periodCsvLine } from 'timesheets-sdk/contract'
import { ProblemError } from 'timesheets-sdk/decide'
import { addMonths, newPersonSchema, newProjectSchema, type PeriodColumn, weekOf } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import { expect, test } from 'vitest'
import { openTimesheetService, type TimesheetService } from '../../../src/services/index.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, newDatabase } from '../../support/databases.ts'

const kim = person('kim', 'manage:timesheets')
const eve = person('eve', 'approve:timesheets', 'approve:any')
const reader: Caller = { ...machine('payroll'), scopes: new Set(['read:all-timesheets']) }
/** Days around the ends of two months, most of them in weeks of two. */
const days = [
  '2026-09-29',
  '2026-09-30',
  '2026-10-01',
  '2026-10-30',
  '2026-10-31',
  '2026-11-01',
  '2026-11-02',
]

const operation = fc.record({
  kind: fc.constantFrom(
    ...([
      'log',
      'log',
      'delete',
      'submit',
      'approve',
      'approve',
      'reopenWeek',
      'close',
      'close',
      'reopen',
    ] as const),
    ...(['person', 'project', 'unlock'] as const),
  ),
  who: fc.constantFrom('ada', 'ben'),
  day: fc.constantFrom(...days),
  word: fc.constantFrom('employee', 'contractor'),
})
type Operation = typeof operation extends fc.Arbitrary<infer One> ? One : never

async function perform(service: TimesheetService, { kind, who, day, word }: Operation): Promise<unknown> {
  const self = person(who, 'create:timesheets', 'read:timesheets')
  const act = (action: 'submit' | 'approve' | 'reopen', caller = eve) =>
    service.actOnWeek(caller, { userId: who, week: weekOf(day), action, reason: 'x' })
  const closed = async () => {
    const { data } = await service.listPeriods(kim, undefined, 100)
    return data.filter(({ status }) => status === 'closed').map(({ period }) => period)
  }
  switch (kind) {
    case 'log':
      return service.createEntry(self, { date: day, project: word, hours: 1 })
    case 'delete': {
      const { json } = await service.listEntries(self, { from: day, to: day }, undefined, 1)
      const [entry] = JSON.parse(json.toString()).data
      return entry && service.deleteEntry(self, entry.id, undefined)
    }
    case 'submit':
      return act('submit', self)
    case 'approve':
      await act('submit', self).catch(ignoringProblems)
      return act('approve')
    case 'reopenWeek':
      return act('reopen')
    case 'close': {
      const [last] = await closed()
      const period = last === undefined ? '2026-09' : addMonths(last, 1)
      return service.closePeriod(kim, period, { force: true, reason: 'x' })
    }
    case 'reopen': {
      const [last] = await closed()
      return last !== undefined && service.reopenPeriod(kim, last, 'x')
    }
    case 'person': {
      const content = {
        name: `${who} ${day}`,
        kind: word,
        expectedHoursPerWeek: 40,
        activeFrom: '2026-01-01',
      }
      return service.putPerson(kim, who, newPersonSchema.parse({ ...content, from: '2026-09-01' }), {
        correct: true,
      })
    }
    case 'project':
      return service.putProject(
        kim,
        word,
        newProjectSchema.parse({
          name: word,
          client: day,
          rates: { currency: 'EUR', employee: 10, from: day },
        }),
        { correct: true },
      )
    case 'unlock':
      return service.updatePolicy(kim, { lockedThrough: null })
  }
}

function ignoringProblems(error: unknown): void {
  if (!(error instanceof ProblemError)) throw error
}

/** Every closing as its lines, and the days of each person that closings in force contain. */
async function closingsOf(service: TimesheetService) {
  const texts = new Map<string, string>()
  const paid: string[] = []
  for (const { period, closings } of (await service.listPeriods(kim, undefined, 100)).data) {
    for (const { version, reopenedAt, columns } of closings) {
      const { data } = await service.listPeriodLines(reader, period, { version }, undefined, 1_000)
      texts.set(
        `${period} ${version}`,
        data.map((line) => periodCsvLine(line, columns as PeriodColumn[])).join(''),
      )
      const own = new Set(data.map(({ userId, date }) => `${userId} ${date}`))
      if (reopenedAt === null) paid.push(...own)
    }
  }
  return { texts, paid }
}

test.each([
  ['sqlite', 12],
  ['postgres', 4],
] as const)(
  'on %s no order of operations changes the lines of a closing, or pays a day twice',
  { timeout: 120_000 },
  async (engineName, numRuns) => {
    expect(engineNames).toContain(engineName)
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 20, maxLength: 40 }), async (operations) => {
        const database = await newDatabase(engineName)
        const now = () => Date.parse('2026-12-02T12:00:00Z')
        const open = await openTimesheetService({ ...database.location, now })
        try {
          const known = new Map<string, string>()
          for (const one of operations) {
            await perform(open.service, one).catch(ignoringProblems)
            if (one.kind === 'log') continue
            const { texts, paid } = await closingsOf(open.service)
            for (const [name, text] of known) expect(texts.get(name), `${name} after ${one.kind}`).toBe(text)
            for (const [name, text] of texts) known.set(name, text)
            expect(paid.length, `after ${one.kind}`).toBe(new Set(paid).size)
          }
        } finally {
          await open.close()
          await database.remove()
        }
      }),
      { numRuns },
    )
  },
)
