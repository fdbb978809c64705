import { createHash } from 'node:crypto'
import { hoursFiltersSchema } from 'timesheets-sdk/contract'
import { type ChangeConditions, ProblemError } from 'timesheets-sdk/decide'
import { datesOfWeek, newPersonSchema, type ParsedPush, weekOf } from 'timesheets-sdk/model'
import { type Caller, recordEtagOf } from 'timesheets-sdk/rules'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../../src/services/index.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, newDatabase, type TestDatabase } from '../../support/databases.ts'

const keeper = person('auth0|kim', 'manage:timesheets')
const mia = person('auth0|mia', 'approve:timesheets')
const max = person('auth0|max', 'approve:timesheets')
const chief = person('auth0|eve', 'approve:timesheets', 'approve:any')
const maria = person('auth0|maria', 'create:timesheets')
const payroll: Caller = { ...machine('payroll'), scopes: new Set(['approve:timesheets']) }
const noon = (date: string) => Date.parse(`${date}T12:00:00Z`)

describe.each(engineNames)('the history of the roster on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService
  let clock = 0
  beforeEach(async () => {
    clock = noon('2026-11-30')
    database = await newDatabase(engineName)
    open = await openTimesheetService({ ...database.location, now: () => clock })
  })
  afterEach(async () => {
    await open.close()
    await database.remove()
  })

  const put = (more: object = {}, conditions: ChangeConditions = { correct: false }) => {
    const content = {
      name: 'Maria',
      kind: 'employee',
      expectedHoursPerWeek: 40,
      managerId: 'auth0|mia',
      ...more,
    }
    const parsed = newPersonSchema.parse({ activeFrom: '2026-01-01', ...content })
    return open.service.putPerson(keeper, 'auth0|maria', parsed, conditions)
  }
  async function codeOf(work: Promise<unknown>) {
    const error = await work.catch((reason: unknown) => reason)
    return error instanceof ProblemError ? error.problem.code : 'done'
  }
  async function log(dates: readonly string[], hours = 8) {
    const items = dates.map((date): { entry: ParsedPush } => ({
      entry: { userId: 'auth0|maria', date, project: 'ACME-42', hours },
    }))
    return open.service.pushEntries(machine(), items, { dryRun: false })
  }
  const act = (caller: Caller, week: string, action: 'submit' | 'approve', ifMatch?: string) =>
    open.service.actOnWeek(caller, { userId: 'auth0|maria', week, action, ifMatch })
  async function approved(week: string, days = 5) {
    await log(datesOfWeek(week).slice(0, days))
    await act(maria, week, 'submit')
    return act(mia, week, 'approve')
  }
  const read = (caller: Caller, week: string) => open.service.getWeek(caller, 'auth0|maria', week)
  const eventsOf = async (action: string) => {
    const { data } = await open.service.listEvents(
      { ...keeper, scopes: new Set(['manage:timesheets', 'approve:timesheets', 'approve:any']) },
      {},
      { after: 0 },
      1_000,
    )
    return data.filter((event) => event.action === action)
  }
  async function october(groupBy: string, caller = payroll) {
    const filters = hoursFiltersSchema.parse({ from: '2026-10-01', to: '2026-10-31', groupBy })
    const { data } = await open.service.listHours(caller, filters, undefined, 1_000)
    return JSON.stringify(data)
  }

  test('weeks keep what was expected, and only later ones expect what changed', async () => {
    await put()
    const before = await approved('2026-W44')
    expect(before).toMatchObject({ expectedHours: 40, kind: 'employee', managerId: 'auth0|mia', flags: [] })
    expect(await codeOf(put({ expectedHoursPerWeek: 20 }))).toBe('done')
    expect(await read(mia, '2026-W44')).toEqual({ ...before, actions: ['reopen'] })
    expect(await read(mia, '2026-W20')).toMatchObject({ expectedHours: 40 })
    expect(await read(mia, '2026-W49')).toMatchObject({ expectedHours: 20 })
  })

  test('a closed month is the same, whatever becomes of its people', async () => {
    await put()
    await approved('2026-W42')
    await open.service.updatePolicy(keeper, { lockedThrough: '2026-10-31' })
    const reports = () =>
      Promise.all([october('person,kind'), october('person,kind,week', mia), october('kind', max)])
    const paid = await reports()
    expect(paid[0]).toContain('"kind":"employee"')
    expect(paid[2]).toBe('[]')
    await put({ name: 'Maria Holm', kind: 'contractor', managerId: 'auth0|max', expectedHoursPerWeek: 8 })
    await put({ name: 'Maria Holm', kind: 'contractor', managerId: 'auth0|max', activeTo: '2026-12-31' })
    expect(await codeOf(open.service.deletePerson(keeper, 'auth0|maria'))).toBe('person_has_hours')
    expect(await reports()).toEqual(paid)
  })

  test('nothing is expected on the holidays of a place, and submitted weeks keep what was', async () => {
    const day = { date: '2026-11-18', name: 'Day of repentance' }
    const holidays = (days: object[]) => ({ holidayCalendars: [{ name: 'DE-SN', days: days as [] }] })
    expect(await codeOf(put({ holidayCalendar: 'DE-SN' }))).toBe('invalid_value')
    await open.service.updatePolicy(keeper, holidays([day]))
    await put({ holidayCalendar: 'DE-SN', from: '2026-01-01' })
    expect(await read(mia, '2026-W47')).toMatchObject({ expectedHours: 32, flags: [] })
    const { data } = await open.service.listMissing(mia, { week: '2026-W47' }, undefined, 10)
    expect(data).toMatchObject([{ reason: 'not_started', expectedHours: 32 }])
    const before = await approved('2026-W47')
    expect(before.flags.map(({ code, date }) => [code, date])).toEqual([['hours_on_holiday', day.date]])
    const shown = await read(mia, '2026-W47')
    expect(shown.expectedDays?.map(({ hours, reason, name }) => [hours, reason, name])).toEqual([
      [8, 'terms', undefined],
      [8, 'terms', undefined],
      [0, 'holiday', 'Day of repentance'],
      [8, 'terms', undefined],
      [8, 'terms', undefined],
      [0, 'terms', undefined],
      [0, 'terms', undefined],
    ])
    await open.service.updatePolicy(keeper, holidays([{ ...day, half: true }]))
    const kept = await read(mia, '2026-W47')
    expect(kept).toMatchObject({ expectedHours: 32, version: before.version })
    // The days of the roster would not add up to what the week keeps.
    expect(kept).not.toHaveProperty('expectedDays')
    await open.service.updatePolicy(keeper, holidays([{ ...day, date: '2026-11-25', half: true }]))
    const open48 = await read(mia, '2026-W48')
    expect(open48).toMatchObject({ expectedHours: 36 })
    expect(open48.expectedDays?.[2]).toEqual({ ...day, date: '2026-11-25', hours: 4, reason: 'half_holiday' })
    expect(await codeOf(put({ from: '2026-11-02' }))).toBe('week_locked')
  })

  test('a calendar that people have is not removed, and its locked days stay as they are', async () => {
    const change = (calendars: object[], more: object = {}) =>
      codeOf(open.service.updatePolicy(keeper, { holidayCalendars: calendars as [], ...more }))
    const past = { date: '2026-09-23', name: 'Past' }
    const next = { date: '2026-12-25', name: 'Christmas' }
    const saxony = (days: object[]) => ({ name: 'DE-SN', days })
    expect(await change([saxony([past]), { name: 'unused', days: [past] }])).toBe('done')
    await put({ holidayCalendar: 'DE-SN', from: '2026-01-01' })
    const policy = await open.service.policy()
    const removal = open.service.updatePolicy(keeper, { holidayCalendars: [] })
    await expect(removal).rejects.toThrow(
      'the terms of 1 person name the calendar DE-SN: give them another holidayCalendar first',
    )
    expect(await open.service.policy()).toEqual(policy)

    // September is locked with an open week in it: what is expected in it stays.
    await log(['2026-09-21'])
    await open.service.updatePolicy(keeper, { lockedThrough: '2026-10-31' })
    const week = await read(mia, '2026-W39')
    expect(week).toMatchObject({ status: 'open', expectedHours: 32 })
    for (const days of [[], [{ ...past, half: true }], [past, { ...past, date: '2026-09-24' }]]) {
      expect(await change([saxony([...days, next])])).toBe('period_locked')
    }
    expect(await read(mia, '2026-W39')).toEqual(week)
    // Later days, other names, unused calendars and days that the same request unlocks can change.
    expect(await change([saxony([{ ...past, name: 'Renamed' }, next])])).toBe('done')
    expect(await change([saxony([next])], { lockedThrough: '2026-08-31' })).toBe('done')
    expect(await read(mia, '2026-W39')).toMatchObject({ expectedHours: 40 })
    // Terms that count no more name it, too: their weeks need it.
    await put({ from: '2026-11-30' })
    expect(await change([])).toBe('calendar_in_use')
  })

  test('of two changes of the policy that are based on the same one, one is done', async () => {
    const tag = recordEtagOf(await open.service.policy())
    const patches = ['A', 'B', 'C'].map((name) => ({ holidayCalendars: [{ name, days: [] }] }))
    const outcomes = await Promise.all(
      patches.map((patch) => codeOf(open.service.updatePolicy(keeper, patch, tag))),
    )
    expect(outcomes.sort()).toEqual(['done', 'precondition_failed', 'precondition_failed'])
    expect((await open.service.policy()).holidayCalendars).toHaveLength(1)
  })

  test('of two changes of a person that are based on the same record, one is done', async () => {
    const { person: made } = await put({ hoursByWeekday: [8, 8, 8, 8, 8, 0, 0] })
    await put({ hoursByWeekday: [10, 10, 10, 10, 0, 0, 0], from: '2027-01-01' })
    const read = await open.service.getPerson(keeper, 'auth0|maria')
    const { data } = await open.service.listPeople(keeper, {}, undefined, 10)
    const ifMatch = recordEtagOf(read)
    expect(ifMatch).not.toBe(recordEtagOf(made))
    expect(data.map(recordEtagOf)).toEqual([ifMatch])
    const outcomes = await Promise.all(
      ['A', 'B', 'C'].map((name) => codeOf(put({ name }, { correct: false, ifMatch }))),
    )
    expect(outcomes.sort()).toEqual(['done', 'precondition_failed', 'precondition_failed'])
    const { name } = await open.service.getPerson(keeper, 'auth0|maria')
    // The one that was done, sent again because its response was lost.
    expect(await codeOf(put({ name }, { correct: false, ifMatch }))).toBe('done')
    expect(await codeOf(open.service.deletePerson(keeper, 'auth0|maria', ifMatch))).toBe(
      'precondition_failed',
    )
  })

  test('a correction of the past is refused, or asked for by name and told', async () => {
    await put()
    const before = await approved('2026-W42')
    await approved('2026-W47')
    await open.service.updatePolicy(keeper, { lockedThrough: '2026-10-31' })
    const contractor = { kind: 'contractor', from: '2026-10-01' }
    expect(await codeOf(put(contractor))).toBe('period_locked')
    expect(await codeOf(put({ ...contractor, from: '2026-11-09' }))).toBe('week_locked')
    expect(await codeOf(put({ activeTo: '2026-11-17' }))).toBe('week_locked')
    expect(await codeOf(put(contractor, { correct: true }))).toBe('done')
    expect(await read(mia, '2026-W42')).toMatchObject({
      kind: 'contractor',
      version: before.version + 1,
      flags: [{ code: 'corrected_after_approval' }],
    })
    expect(await october('kind')).toContain('contractor')
    expect(await eventsOf('person.corrected')).toMatchObject([
      { after: { correctedWeeks: ['2026-W42', '2026-W47'] } },
    ])
  })

  test('leave in an approved or closed week is refused, or makes the week another version', async () => {
    await put()
    const before = await approved('2026-W47')
    const away = (correct: boolean) =>
      open.service.putAbsence(
        keeper,
        'auth0|maria',
        '2026-11-17',
        { to: '2026-11-17', kind: 'sick' },
        { correct },
      )
    expect(await codeOf(away(false))).toBe('week_locked')
    await open.service.updatePolicy(keeper, { lockedThrough: '2026-11-22' })
    expect(await codeOf(away(false))).toBe('period_locked')
    expect(await codeOf(away(true))).toBe('done')
    const corrected = await read(mia, '2026-W47')
    expect(corrected).toMatchObject({ expectedHours: 32, version: before.version + 1 })
    expect(corrected.flags.map(({ code }) => code)).toEqual(['hours_on_absence', 'corrected_after_approval'])
    expect(await codeOf(open.service.deleteAbsence(keeper, 'auth0|maria', '2026-11-17'))).toBe(
      'period_locked',
    )
    expect(await eventsOf('absence.corrected')).toHaveLength(1)
  })

  test('a submitted week that changes with the roster is another version for its approver', async () => {
    await put()
    await log(datesOfWeek('2026-W48').slice(0, 5))
    const shown = await act(maria, '2026-W48', 'submit')
    await open.service.putAbsence(keeper, 'auth0|maria', '2026-11-27', { to: '2026-11-27', kind: 'vacation' })
    const approve = act(mia, '2026-W48', 'approve', `"${shown.version}-submitted"`)
    expect(await codeOf(approve)).toBe('precondition_failed')
    expect(await read(mia, '2026-W48')).toMatchObject({ expectedHours: 32, version: shown.version + 1 })
  })

  test('the events of a week have the digest of its entries, which anyone can compute', async () => {
    await put()
    await log(['2026-11-24', '2026-11-23'], 7.5)
    await act(maria, '2026-W48', 'submit')
    await act(mia, '2026-W48', 'approve')
    const page = await open.service.listEntries(machine(), { userId: 'auth0|maria' }, undefined, 100)
    const { data } = JSON.parse(page.json.toString())
    const lines = (data as Record<string, unknown>[]).map(
      ({ id, date, project, hours, billable, note = null }) =>
        JSON.stringify([id, date, project, Number(hours) * 60, billable, note]),
    )
    const entriesDigest = createHash('sha256').update(lines.join('\n')).digest('hex')
    const told = {
      totalHours: 15,
      expectedHours: 40,
      kind: 'employee',
      managerId: 'auth0|mia',
      entriesDigest,
    }
    expect(await eventsOf('week.submitted')).toMatchObject([{ after: { status: 'submitted', ...told } }])
    expect(await eventsOf('week.approved')).toMatchObject([{ after: { status: 'approved', ...told } }])
    expect(await read(mia, '2026-W48')).toMatchObject({ entriesDigest })
  })

  test('hours after the last day get a warning, and a flag for the approver', async () => {
    await put({ activeTo: '2026-11-24' })
    const { results } = await log(['2026-11-24', '2026-11-25'])
    expect(results.map(({ warnings = [] }) => warnings.map(({ code }) => code))).toEqual([
      [],
      ['person_inactive'],
    ])
    const { flags } = await act(maria, '2026-W48', 'submit')
    expect(flags).toMatchObject([{ code: 'person_inactive', date: '2026-11-25', minutes: 480 }])
  })

  test('the manager of the time and the present one decide on a week, and nobody else', async () => {
    await put()
    await log(['2026-11-23'])
    await act(maria, '2026-W48', 'submit')
    await put({ managerId: 'auth0|max', from: '2026-11-30' })
    const sees = async (caller: Caller) =>
      (await open.service.listWeeks(caller, { everyone: 'true', status: 'submitted' }, undefined, 10)).data
        .length
    const other = person('auth0|lou', 'approve:timesheets')
    expect([await sees(mia), await sees(max), await sees(chief), await sees(other)]).toEqual([1, 1, 1, 0])
    expect(await codeOf(act(other, '2026-W48', 'approve'))).toBe('not_found')
    expect(await codeOf(act(mia, '2026-W48', 'approve'))).toBe('done')
  })

  test('terms of a later day count when it has come', async () => {
    await put()
    const planned = { managerId: 'auth0|max', kind: 'contractor', from: '2026-12-02' }
    expect(await put(planned)).toMatchObject({ person: { managerId: 'auth0|mia', kind: 'employee' } })
    const managed = async (caller: Caller) =>
      (await open.service.listPeople(caller, { managerId: 'me' }, undefined, 10)).data.map(({ kind }) => kind)
    expect([await managed(mia), await managed(max)]).toEqual([['employee'], []])
    clock = noon('2026-12-02')
    expect([await managed(mia), await managed(max)]).toEqual([[], ['contractor']])
    expect(await read(max, weekOf('2026-12-02'))).toMatchObject({ expectedHours: 40 })
  })

  test('somebody whose approved hours nobody knew is added, and the closed ones only by name', async () => {
    await log(['2026-10-13', '2026-11-17'])
    for (const date of ['2026-10-13', '2026-11-17']) {
      await act(maria, weekOf(date), 'submit')
      await act(mia, weekOf(date), 'approve')
    }
    await open.service.updatePolicy(keeper, { lockedThrough: '2026-10-31' })
    expect(await codeOf(put())).toBe('period_locked')
    expect(await codeOf(put({ activeFrom: '2026-11-01' }))).toBe('done')
    expect(await october('kind')).toContain('unknown')
  })
})
