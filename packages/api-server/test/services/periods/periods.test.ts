import { createHash } from 'node:crypto'
import {
  closePeriodRequestSchema,
  linePositionOf,
  periodCsvHeader,
  periodCsvLine,
} from 'timesheets-sdk/contract'
import {
  type LinePosition,
  type NewPerson,
  newPersonSchema,
  newProjectSchema,
  type WeekAction,
} from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type OpenTimesheetService,
  openTimesheetService,
  type TimesheetService,
} from '../../../src/services/index.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, newDatabase, type TestDatabase } from '../../support/databases.ts'

const kim = person('kim', 'manage:timesheets')
const eve = person('eve', 'approve:timesheets', 'approve:any')
const reader: Caller = { ...machine('payroll'), scopes: new Set(['read:all-timesheets']) }
const forced = { force: true, reason: 'Ada is ill' }
/** The week of Monday, 30 November, to Sunday, 6 December. */
const twoMonths = '2026-W49'

describe.each(engineNames)('closing months on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService
  let service: TimesheetService
  let clock = 0

  beforeEach(async () => {
    database = await newDatabase(engineName)
    open = await openTimesheetService({ ...database.location, now: () => clock })
    service = open.service
    setDay('2026-12-01')
    await put('ada')
    await service.putProject(kim, 'P', newProjectSchema.parse({ name: 'P', client: 'ACME' }))
  })
  afterEach(async () => {
    await open.close()
    await database.remove()
  })

  const setDay = (date: string) => {
    clock = Date.parse(`${date}T12:00:00Z`)
  }
  const put = (who: string, more: Partial<NewPerson> = {}, correct = false) => {
    // Nobody is missing: only logged hours have to be submitted.
    const usual = { name: who, kind: 'employee', expectedHoursPerWeek: 0, activeFrom: '2026-01-01' } as const
    return service.putPerson(kim, who, newPersonSchema.parse({ ...usual, ...more }), { correct })
  }
  const log = (date: string, hours: number, who = 'ada', project = 'P') =>
    service.createEntry(person(who), { date, project, hours })
  const act = (week: string, action: WeekAction, who = 'ada') => {
    const owns = action === 'submit' || action === 'recall'
    const caller = owns ? person(who, 'create:timesheets') : eve
    return service.actOnWeek(caller, { userId: who, week, action, reason: 'because' })
  }
  const approve = async (week: string, who = 'ada') => {
    await act(week, 'submit', who)
    await act(week, 'approve', who)
  }
  const close = (period: string, request = {}) =>
    service.closePeriod(kim, period, closePeriodRequestSchema.parse(request))
  const reopen = (period: string) => service.reopenPeriod(kim, period, 'wrong project')
  async function file(period: string, version?: number): Promise<string> {
    const { closing, rows } = await service.streamPeriodLines(reader, period, { version })
    let text = periodCsvHeader(closing.columns)
    for await (const page of rows) for (const line of page) text += periodCsvLine(line, closing.columns)
    expect(createHash('sha256').update(text).digest('hex')).toBe(closing.digest)
    return text
  }
  const changes = async (period: string, version?: 'next') =>
    (await service.listPeriodChanges(reader, period, { version }, undefined, 100)).data
  const days = (text: string) =>
    text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',').slice(3, 10).join())

  test('a month is closed when all its hours are approved, in one event that locks its days', async () => {
    await log('2026-11-23', 7.5)
    await log('2026-11-23', 0.5)
    await log('2026-11-24', 8, 'ben')
    await act('2026-W48', 'submit')
    const { data } = await service.listObstacles(kim, '2026-11', {}, undefined, 10)
    expect(data).toEqual([
      {
        userId: 'ada',
        name: 'ada',
        week: '2026-W48',
        reason: 'submitted',
        stops: true,
        message: expect.any(String),
      },
      {
        userId: 'ben',
        week: '2026-W48',
        reason: 'not_submitted',
        stops: true,
        message: expect.any(String),
      },
    ])
    const rest = await service.listObstacles(kim, '2026-11', {}, { userId: 'ada', week: '2026-W48' }, 10)
    expect(rest.data).toEqual(data.slice(1))
    await expect(close('2026-11')).rejects.toThrow('1 submitted, 1 not_submitted')
    expect((await service.policy()).lockedThrough).toBeNull()

    await act('2026-W48', 'approve')
    await approve('2026-W48', 'ben')
    const period = await close('2026-11')
    const figures = { lines: 2, people: 2, entries: 3, minutes: 960, billableMinutes: 960, lateMinutes: 0 }
    expect(period).toMatchObject({ status: 'closed', closings: [{ version: 1, reason: null, ...figures }] })
    expect(await file('2026-11')).toBe(
      [
        'userId,name,kind,date,project,client,billable,hours,minutes,entries,late',
        'ada,ada,employee,2026-11-23,P,ACME,true,8,480,2,false',
        'ben,,unknown,2026-11-24,P,ACME,true,8,480,1,false',
        '',
      ].join('\r\n'),
    )
    expect((await service.policy()).lockedThrough).toBe('2026-11-30')
    const events = await service.listEvents(kim, {}, { after: 0, generation: undefined }, 100)
    expect(events.data.at(-1)).toMatchObject({
      action: 'period.closed',
      subject: { type: 'period', period: '2026-11' },
      before: { lockedThrough: null },
      after: { version: 1, ...figures, lockedThrough: '2026-11-30', obstacles: 0 },
    })
    expect(await close('2026-11')).toEqual(period)
    const later = await service.listEvents(kim, {}, { after: 0, generation: undefined }, 100)
    expect(later.data).toHaveLength(events.data.length)
  })

  test('approved hours where none are expected are notices, which do not stop the closing', async () => {
    const days = [{ date: '2026-11-24', name: 'Harvest day' }]
    await service.updatePolicy(kim, { holidayCalendars: [{ name: 'X', days }] })
    await put('ada', { activeTo: '2026-11-26', holidayCalendar: 'X', from: '2026-01-01' }, true)
    await put('ben')
    for (const date of ['2026-11-23', '2026-11-24', '2026-11-27']) await log(date, 8)
    // In December, and a long day that its approver has seen.
    await log('2026-12-01', 1, 'ben')
    await log('2026-11-23', 14, 'ben')
    for (const [week, who] of [['2026-W48'], ['2026-W48', 'ben'], ['2026-W49', 'ben']] as const)
      await approve(week, who)
    const list = (notices?: 'true') => service.listObstacles(kim, '2026-11', { notices }, undefined, 10)
    expect((await list()).data).toEqual([])
    const message =
      '8:00 on Tuesday, a public holiday; 8:00 on Friday, outside the active dates of the person'
    expect((await list('true')).data).toMatchObject([
      {
        userId: 'ada',
        week: '2026-W48',
        reason: 'flagged',
        stops: false,
        message,
        flags: [
          { code: 'hours_on_holiday', date: '2026-11-24', minutes: 480 },
          { code: 'person_inactive', date: '2026-11-27', minutes: 480 },
        ],
      },
    ])
    expect(await close('2026-11')).toMatchObject({ status: 'closed', closings: [{ reason: null }] })
  })

  test('roster, catalogue and policy change, and the file of a closed month stays as it was', async () => {
    await log('2026-11-23', 8)
    await approve('2026-W48')
    await close('2026-11')
    const before = await file('2026-11')
    await put('ada', { name: 'Ada Holm', kind: 'contractor', from: '2026-11-01' }, true)
    await service.putProject(
      kim,
      'P',
      newProjectSchema.parse({ name: 'P', client: 'Other', billable: false }),
    )
    await service.deleteProject(kim, 'P')
    await service.updatePolicy(kim, { incrementMinutes: 60, lockedThrough: '2026-12-15' })
    await expect(service.updatePolicy(kim, { lockedThrough: '2026-11-29' })).rejects.toThrow(
      '2026-11 is closed',
    )
    await expect(service.updatePolicy(kim, { lockedThrough: null })).rejects.toThrow('2026-11 is closed')
    expect(await file('2026-11')).toBe(before)
  })

  test('hours by client are those of the closing, and of the catalogue where nothing is closed', async () => {
    await log('2026-11-23', 8)
    await log('2026-12-01', 2)
    await approve('2026-W48')
    await close('2026-11')
    await service.putProject(kim, 'P', newProjectSchema.parse({ name: 'P', client: 'Other' }))
    const byClient = async () => {
      const groups = { groupBy: ['client' as const], status: ['any' as const] }
      const filters = { from: '2026-11-01', to: '2026-12-31', ...groups }
      const { data } = await service.listHours(reader, filters, undefined, 10)
      return data.map(({ client, minutes }) => `${client} ${minutes}`)
    }
    expect(await byClient()).toEqual(['ACME 480', 'Other 120'])
    await reopen('2026-11')
    expect(await byClient()).toEqual(['Other 600'])
  })

  test('a week of two months stands in the way until it is approved', async () => {
    await log('2026-11-30', 8)
    await log('2026-12-01', 8)
    await expect(close('2026-11')).rejects.toThrow('1 not_submitted')
    await approve(twoMonths)
    await close('2026-11')
    expect(days(await file('2026-11'))).toEqual(['2026-11-30,P,ACME,true,8,480,1'])

    // Reopening the week for its December days changes nothing of November, and pays nothing twice.
    await act(twoMonths, 'reopen')
    await log('2026-12-02', 4)
    await expect(log('2026-11-30', 1)).rejects.toThrow('closed')
    await approve(twoMonths)
    setDay('2027-01-01')
    await close('2026-12')
    expect(days(await file('2026-11'))).toEqual(['2026-11-30,P,ACME,true,8,480,1'])
    expect(days(await file('2026-12'))).toEqual([
      '2026-12-01,P,ACME,true,8,480,1',
      '2026-12-02,P,ACME,true,4,240,1',
    ])
  })

  test('hours that are approved after their month was closed by force are in the next file, as late', async () => {
    await log('2026-11-30', 8)
    await log('2026-12-01', 6)
    await close('2026-11', forced)
    const before = await file('2026-11')
    expect(days(before)).toEqual([])
    await expect(log('2026-11-30', 1)).rejects.toThrow('closed')
    await approve(twoMonths)
    expect(await file('2026-11')).toBe(before)
    setDay('2027-01-01')
    const { closings } = await close('2026-12')
    expect(closings[0]).toMatchObject({ minutes: 840, lateMinutes: 480 })
    expect((await file('2026-12')).split('\r\n').slice(1, 3)).toEqual([
      'ada,ada,employee,2026-11-30,P,ACME,true,8,480,1,true',
      'ada,ada,employee,2026-12-01,P,ACME,true,6,360,1,false',
    ])
    expect(await file('2026-11')).toBe(before)
    // Hours from before the first closing were paid by other means.
    await close('2027-01', forced)
    expect(days(await file('2027-01'))).toEqual([])
  })

  test('the next closing of a reopened month shows what changed, line by line', async () => {
    const moved = await log('2026-11-23', 8)
    await log('2026-11-24', 8)
    await log('2026-11-25', 8)
    await approve('2026-W48')
    await close('2026-11')
    const first = await file('2026-11')
    const period = await reopen('2026-11')
    expect(period).toMatchObject({ status: 'open', closings: [{ reopenReason: 'wrong project' }] })
    expect((await service.policy()).lockedThrough).toBeNull()
    await act('2026-W48', 'reopen')
    const ada = person('ada')
    await service.updateEntry(ada, moved.entry.id, { project: 'Q' }, undefined)
    await log('2026-11-24', 1)
    await approve('2026-W48')
    const toCome = await changes('2026-11', 'next')
    await close('2026-11')
    expect(toCome).toEqual(await changes('2026-11'))
    expect(await changes('2026-11', 'next')).toEqual([])
    expect(
      (await changes('2026-11')).map((one) => [
        one.change,
        one.date,
        one.project,
        one.minutesBefore,
        one.minutesAfter,
      ]),
    ).toEqual([
      ['removed', '2026-11-23', 'P', 480, 0],
      ['added', '2026-11-23', 'Q', 0, 480],
      ['changed', '2026-11-24', 'P', 480, 540],
    ])
    expect(await file('2026-11', 1)).toBe(first)
    expect(await file('2026-11')).not.toBe(first)
  })

  test('the next closing shows amounts that changed, and the file before keeps its rates', async () => {
    const rates = (employee: number) =>
      service.putProject(
        kim,
        'P',
        newProjectSchema.parse({
          name: 'P',
          client: 'ACME',
          rates: { currency: 'EUR', employee, from: '2026-11-01' },
        }),
        { correct: true },
      )
    await rates(100.5)
    await log('2026-11-23', 0.25)
    await log('2026-11-23', 0.25)
    await log('2026-11-24', 8, 'ada', 'Q')
    await approve('2026-W48')
    await close('2026-11')
    const first = await file('2026-11')
    expect(first).toContain(',2,false,100.50,50.26,EUR,\r\n')
    expect(first).toContain(',1,false,,,,the project has no rate for this person on this day\r\n')
    await rates(90)
    expect(await file('2026-11')).toBe(first)
    await reopen('2026-11')
    const toCome = await changes('2026-11', 'next')
    await close('2026-11')
    expect(toCome).toEqual(await changes('2026-11'))
    expect(await changes('2026-11')).toMatchObject([
      {
        change: 'changed',
        date: '2026-11-23',
        minutesBefore: 30,
        minutesAfter: 30,
        amountBefore: '50.26',
        amountAfter: '45.00',
        currencyBefore: 'EUR',
        currencyAfter: 'EUR',
      },
    ])
    expect(await file('2026-11', 1)).toBe(first)
    const { data } = await service.listEvents(kim, {}, { after: 0 }, 1_000)
    expect(data.filter(({ action }) => action === 'period.closed')).toMatchObject([
      {
        after: {
          amounts: [
            { currency: '', minutes: 480 },
            { currency: 'EUR', amount: '50.26' },
          ],
        },
      },
      {
        after: {
          amounts: [
            { currency: '', minutes: 480 },
            { currency: 'EUR', amount: '45.00' },
          ],
        },
      },
    ])
  })

  test('the changes to come are read page by page, over all people and those whose hours are gone', async () => {
    // More than one statement reads. Most of them are not approved.
    const items = Array.from({ length: 203 }, (_, index) => ({
      entry: { userId: `p${1_000 + index}`, date: '2026-11-23', project: 'P', hours: 1 },
    }))
    await service.pushEntries(machine(), items, { dryRun: false })
    const gone = await log('2026-11-24', 2, 'p1201')
    for (const who of ['p1000', 'p1201', 'p1202']) await approve('2026-W48', who)
    await close('2026-11', forced)
    await reopen('2026-11')
    await act('2026-W48', 'reopen', 'p1201')
    await service.deleteEntry(person('p1201'), gone.entry.id, undefined)
    await approve('2026-W48', 'p1201')
    await act('2026-W48', 'reopen', 'p1000')
    await act('2026-W48', 'reopen', 'p1202')
    const found: string[] = []
    let after: LinePosition | undefined
    for (;;) {
      const page = await service.listPeriodChanges(reader, '2026-11', { version: 'next' }, after, 1)
      found.push(...page.data.map(({ change, userId, date }) => `${change} ${userId} ${date}`))
      after = page.nextCursor === null ? undefined : linePositionOf(page.nextCursor)
      if (!after) break
    }
    expect(found).toEqual([
      'removed p1000 2026-11-23',
      'removed p1201 2026-11-24',
      'removed p1202 2026-11-23',
    ])
    await close('2026-11', forced)
    const { data } = await service.listPeriodChanges(reader, '2026-11', {}, undefined, 100)
    expect(data.map(({ change, userId, date }) => `${change} ${userId} ${date}`)).toEqual(found)
  })

  test('months are closed in order, and reopened from the last', async () => {
    await close('2026-10')
    await close('2026-11')
    await expect(close('2027-01')).rejects.toThrow('close 2026-12 next')
    await expect(close('2026-12')).rejects.toThrow('not over before 2027-01-01')
    await expect(reopen('2026-10')).rejects.toThrow('reopen it first')
    await reopen('2026-11')
    expect((await service.policy()).lockedThrough).toBe('2026-10-31')
    await reopen('2026-10')
    expect((await service.policy()).lockedThrough).toBeNull()
    const { data } = await service.listPeriods(reader, undefined, 10)
    expect(data.map(({ period, status }) => `${period} ${status}`)).toEqual([
      '2026-12 open',
      '2026-11 open',
      '2026-10 open',
    ])
  })

  test('only who decides on all weeks or administers can close, and only readers of everything see lines', async () => {
    await close('2026-11')
    const manager = person('mia', 'read:timesheets', 'approve:timesheets')
    const alone = person('pat', 'approve:any')
    for (const caller of [manager, alone, reader]) {
      const request = closePeriodRequestSchema.parse({})
      await expect(async () => service.closePeriod(caller, '2026-11', request)).rejects.toThrow('requires')
      await expect(service.listObstacles(caller, '2026-11', {}, undefined, 1)).rejects.toThrow('requires')
    }
    for (const caller of [manager, alone, kim]) {
      await expect(service.listPeriodLines(caller, '2026-11', {}, undefined, 1)).rejects.toThrow('requires')
    }
    await expect(service.closePeriod(eve, '2026-11', { force: false })).resolves.toMatchObject({
      status: 'closed',
    })
  })

  test('a machine reads everyone with the scope that says so, and only itself named without', async () => {
    await log('2026-11-23', 8)
    await log('2026-11-24', 8, 'ben')
    const everyone = { from: '2026-11-01', to: '2026-11-30', groupBy: ['person'], status: ['any'] } as const
    const filters = { ...everyone, groupBy: ['person' as const], status: ['any' as const] }
    const { data } = await service.listHours(reader, filters, undefined, 10)
    expect(data.map(({ userId }) => userId)).toEqual(['ada', 'ben'])
    const page = await service.listEntries(reader, { everyone: 'true' }, undefined, 10)
    expect(JSON.parse(page.json.toString()).data).toHaveLength(2)
    const other = { ...machine(), scopes: new Set(['read:timesheets']) }
    await expect(service.listHours(other, filters, undefined, 10)).rejects.toThrow('must name a person')
    await expect(service.listEntries(other, { everyone: 'true' }, undefined, 10)).rejects.toThrow('must name')
    // The scope reads, and decides on nothing.
    const person_ = person('pay', 'read:timesheets', 'read:all-timesheets', 'approve:timesheets')
    await put('ada', { managerId: 'mia' })
    await act('2026-W48', 'submit')
    const wanted = { userId: 'ada', week: '2026-W48', action: 'approve' } as const
    await expect(service.actOnWeek(person_, wanted)).rejects.toThrow('no such person')
    expect(
      JSON.parse((await service.listEntries(person_, { userId: 'ada' }, undefined, 9)).json.toString()).data,
    ).toHaveLength(1)
  })
})
