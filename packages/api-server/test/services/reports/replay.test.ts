import { createHash } from 'node:crypto'
import {
  type HoursRow,
  hoursCsvHeader,
  hoursCsvLine,
  hoursFiltersSchema,
  periodCsvHeader,
  periodCsvLine,
} from 'timesheets-sdk/contract'
import {
  addDays,
  datesOfWeek,
  type NewPerson,
  newPersonSchema,
  type ParsedPush,
  weekOf,
} from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import { expect, test } from 'vitest'
import { openTimesheetService, type TimesheetService } from '../../../src/services/index.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, newDatabase } from '../../support/databases.ts'

const keeper = person('auth0|kim', 'manage:timesheets')
const chief = person('auth0|eve', 'approve:timesheets', 'approve:any')
const payroll: Caller = { ...machine('payroll'), scopes: new Set(['approve:timesheets']) }
const reader: Caller = { ...machine('payroll'), scopes: new Set(['read:all-timesheets']) }
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const staff = ['ada', 'ben', 'cem', 'dan']
/** The months that are closed, with the first day on which people change. */
const months = [
  { from: '2026-09-01', to: '2026-09-30', after: '2026-10-05' },
  { from: '2026-10-01', to: '2026-10-31', after: '2026-11-02' },
] as const
/** The changes after each month: of kind, manager, hours and name, and one person leaves. */
const changes: readonly (readonly [who: string, more: Partial<NewPerson>])[][] = [
  [
    ['ada', { kind: 'contractor', managerId: 'max' }],
    ['ben', { expectedHoursPerWeek: 20, hoursByWeekday: [10, 10, 0, 0, 0, 0, 0] }],
  ],
  [
    ['ada', { name: 'Ada Holm', kind: 'employee' }],
    ['cem', { activeTo: '2026-11-06', managerId: 'max' }],
  ],
]

/** Works through the months; returns payroll's files as they were at each closing and in the end. */
async function replay(service: TimesheetService, setDay: (date: string) => void, withChanges: boolean) {
  const put = (who: string, more: Partial<NewPerson> = {}) => {
    const usual = { name: who, kind: 'employee', managerId: 'mia', expectedHoursPerWeek: 40 } as const
    const content = newPersonSchema.parse({ ...usual, activeFrom: '2026-01-01', ...more })
    return service.putPerson(keeper, who, content)
  }
  async function file({ from, to }: { readonly from: string; readonly to: string }): Promise<string> {
    const texts: string[] = []
    for (const groupBy of ['person,kind', 'kind,week', 'person,kind,project,billable']) {
      const filters = hoursFiltersSchema.parse({ from, to, groupBy })
      texts.push(hoursCsvHeader(filters.groupBy))
      const rows: HoursRow[] = []
      for await (const page of await service.streamHours(payroll, filters)) rows.push(...page)
      texts.push(...rows.map((row) => hoursCsvLine(row, filters.groupBy)))
    }
    // Payroll's file, whose bytes have the digest of the closing.
    const { closing, rows: pages } = await service.streamPeriodLines(reader, from.slice(0, 7), {})
    const lines = [periodCsvHeader(closing.columns)]
    for await (const page of pages) lines.push(...page.map((line) => periodCsvLine(line, closing.columns)))
    expect(sha256(lines.join(''))).toBe(closing.digest)
    return [...texts, ...lines].join('')
  }

  setDay('2026-09-01')
  for (const who of staff) await put(who)
  const closed: string[] = []
  for (const [index, month] of months.entries()) {
    setDay(month.after)
    // Whole weeks, over before the month is closed: those of before are rejected, as they are approved.
    for (let date = month.from as string; date <= month.to; date = addDays(date, 7)) {
      const week = weekOf(date)
      const days = datesOfWeek(week).slice(0, 5)
      const items = staff.flatMap((userId, person) =>
        days.map((day, place): { entry: ParsedPush } => ({
          entry: { userId, date: day, project: `P-${place % 3}`, hours: (20 * (person + 1)) / 60 + 6 },
        })),
      )
      await service.pushEntries(machine(), items, { dryRun: false })
    }
    const { data } = await service.listWeeks(chief, { everyone: 'true' }, undefined, 1_000)
    for (const { userId, week, status } of data) {
      if (status !== 'open') continue
      await service.actOnWeek(person(userId, 'create:timesheets'), { userId, week, action: 'submit' })
      await service.actOnWeek(chief, { userId, week, action: 'approve' })
    }
    // The last week of each month goes on in the next one, and cannot be approved yet.
    await service.closePeriod(keeper, month.from.slice(0, 7), { force: true, reason: 'the last week' })
    expect((await service.policy()).lockedThrough).toBe(month.to)
    closed.push(await file(month))
    for (const [who, more] of withChanges ? (changes[index] ?? []) : []) await put(who, more)
  }
  return { closed, inTheEnd: await Promise.all(months.map(file)) }
}

const firstFiles = new Map<string, string>()

test.each(engineNames)(
  'on %s a closed month has the same bytes, whether people change afterwards or not',
  { timeout: 120_000 },
  async (engineName) => {
    const files: string[][] = []
    for (const withChanges of [false, true]) {
      let clock = 0
      const database = await newDatabase(engineName)
      const open = await openTimesheetService({ ...database.location, now: () => clock })
      await open.service.updatePolicy(keeper, { incrementMinutes: 5 })
      const setDay = (date: string) => {
        clock = Date.parse(`${date}T12:00:00Z`)
      }
      const { closed, inTheEnd } = await replay(open.service, setDay, withChanges)
      expect(inTheEnd).toEqual(closed)
      files.push(closed)
      await open.close()
      await database.remove()
    }
    // Nobody had changed before the end of September.
    expect(files[1]?.[0]).toBe(files[0]?.[0])
    expect(files[0]?.[0]?.split('\r\n').length).toBeGreaterThan(10)
    // Both databases write the same.
    for (const [index, text] of files.flat().entries()) {
      const name = String(index)
      expect(text).toBe(firstFiles.get(name) ?? text)
      firstFiles.set(name, text)
    }
  },
)
