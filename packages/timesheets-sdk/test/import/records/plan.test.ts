import { describe, expect, it } from 'vitest'
import {
  type PlannedRow,
  type PlanOptions,
  personRecords,
  planImport,
  projectRecords,
  type RecordsClient,
  type StoreOptions,
  storedAsCsv,
} from '../../../src/import/records/index.ts'
import { newProjectSchema, type Project } from '../../../src/model/catalogue.ts'
import { newPersonSchema, type Person } from '../../../src/model/person.ts'
import { projectAfter } from '../../../src/rules/rates.ts'
import { personAfter } from '../../../src/rules/terms.ts'
import { chunks, utf16 } from '../support/bytes.ts'

const nowMs = Date.parse('2026-11-23T12:00:00Z')
const today = '2026-11-23'

/** A client of what is in memory, which stores and never refuses. */
function memoryClient(people: Map<string, Person>, projects = new Map<string, Project>()) {
  const calls: string[] = []
  const client: RecordsClient = {
    people: {
      async *list() {
        yield* people.values()
      },
      async put(userId, person) {
        calls.push(`put ${userId}`)
        const content = newPersonSchema.parse(person)
        people.set(userId, personAfter(people.get(userId), { userId, content, today, nowMs }))
      },
    },
    projects: {
      async *list() {
        yield* projects.values()
      },
      async put(code, project) {
        calls.push(`put ${code}`)
        const content = newProjectSchema.parse(project)
        projects.set(code, projectAfter(projects.get(code), { code, content, today, nowMs }))
      },
    },
    absences: {
      async *list() {},
      put: async () => calls.push('put an absence'),
    },
    policy: { get: async () => ({ holidayCalendars: [{ name: 'DE-BE', days: [] }] }) },
  }
  return { client, calls }
}

const maria = personAfter(undefined, {
  userId: 'maria',
  content: newPersonSchema.parse({
    name: 'Maria',
    kind: 'employee',
    managerId: 'boss',
    expectedHoursPerWeek: 40,
    hoursByWeekday: [10, 10, 10, 10, 0, 0, 0],
    activeFrom: '2026-01-01',
    timeZone: 'Europe/Lisbon',
  }),
  today,
  nowMs,
})

const move = projectAfter(undefined, {
  code: 'MOVE',
  content: newProjectSchema.parse({
    name: 'Move',
    client: 'Acme',
    billable: false,
    budgetHours: 80,
    rates: { currency: 'EUR', employee: 110, groups: { senior: 130 } },
  }),
  today,
  nowMs,
})

async function plan(content: string | Uint8Array, options: Partial<PlanOptions> = {}) {
  const people = new Map([['maria', maria]])
  const { client, calls } = memoryClient(people)
  const planned = await planImport(personRecords, client, chunks(content), { nowMs, judge: true, ...options })
  return { ...planned, people, calls }
}

async function rowsOf(rows: AsyncIterable<PlannedRow>): Promise<PlannedRow[]> {
  const all: PlannedRow[] = []
  for await (const row of rows) all.push(row)
  return all
}

const header = 'userId,name,kind,expectedHoursPerWeek,activeFrom'

describe('a plan of an import', () => {
  it('tells the outcome of each row and the cells that change, and stores nothing', async () => {
    const { rows, calls } = await plan(
      [header, 'maria,Maria,employee,32,2026-01-01', 'zoe,Zoe,Contractor,"16,5",2026-02-01'].join('\n'),
    )
    expect(await rowsOf(rows)).toMatchObject([
      {
        line: 2,
        key: 'maria',
        outcome: 'updated',
        from: undefined,
        changes: [
          { column: 'expectedHoursPerWeek', before: '40', after: '32' },
          { column: 'hoursByWeekday', before: '10 10 10 10 0 0 0', after: '' },
        ],
      },
      {
        line: 3,
        key: 'zoe',
        outcome: 'added',
        cells: { name: 'Zoe', kind: 'contractor', expectedHoursPerWeek: '16.5', timeZone: 'Etc/UTC' },
      },
    ])
    expect(calls).toEqual([])
  })

  it('keeps what is stored in columns that the file lacks, and removes it by an empty cell', async () => {
    const { rows } = await plan(`${header}\nmaria,Maria,employee,40,2026-01-01`)
    expect(await rowsOf(rows)).toMatchObject([{ outcome: 'unchanged', changes: [] }])
    const emptied = await plan(`${header},managerId\nmaria,Maria,employee,40,2026-01-01,`)
    const [row] = await rowsOf(emptied.rows)
    expect(row).toMatchObject({ changes: [{ column: 'managerId', before: 'boss', after: '' }] })
    if (row?.outcome === 'updated') await row.store()
    expect(emptied.people.get('maria')).toMatchObject({ timeZone: 'Europe/Lisbon' })
    expect(emptied.people.get('maria')).not.toHaveProperty('managerId')
  })

  it('compares a row with the terms of the day from which it counts', async () => {
    const later = { kind: 'employee', name: 'Maria', activeFrom: '2026-01-01', from: '2027-01-01' }
    const content = newPersonSchema.parse({ ...later, expectedHoursPerWeek: 20 })
    const people = new Map([['maria', personAfter(maria, { userId: 'maria', content, today, nowMs })]])
    const { client } = memoryClient(people)
    const file = `${header},from\nmaria,Maria,employee,30,2026-01-01,2027-02-01`
    const { rows } = await planImport(personRecords, client, chunks(file), { nowMs, judge: true })
    expect(await rowsOf(rows)).toMatchObject([
      { from: '2027-02-01', changes: [{ column: 'expectedHoursPerWeek', before: '20', after: '30' }] },
    ])
  })

  it('rejects a row with its line, its columns and the reasons', async () => {
    const { rows } = await plan(
      [
        `${header},managerId,holidayCalendar`,
        'zoe,Zoe,worker,many,2026-02-01,,',
        'boss,Boss,employee,40,2026-01-01,maria,',
        'maria,Maria,employee,40,2026-01-01,,DE-BY',
        'zoe,Zoe',
        'max,Max,employee,40,2026-01-01,,DE-BE',
        'max,Max,employee,40,2026-01-01,,DE-BE',
        'eva,Eva,employee,40,2026-01-01,#N/A,',
      ].join('\n'),
    )
    const rejected = (await rowsOf(rows)).flatMap((row) =>
      row.outcome === 'rejected' ? row.reasons.map(({ code, column }) => [row.line, code, column]) : [],
    )
    expect(rejected).toEqual([
      [2, 'invalid_format', 'expectedHoursPerWeek'],
      [2, 'invalid_value', 'kind'],
      [3, 'manager_cycle', 'managerId'],
      [4, 'invalid_value', 'holidayCalendar'],
      [5, 'malformed_row', undefined],
      [7, 'duplicate_row', undefined],
      [8, 'formula_error', 'managerId'],
    ])
  })

  it('reads dates that a spreadsheet has rewritten, unless they have two meanings', async () => {
    const { rows } = await plan(
      `${header},activeTo\nzoe,Zoe,employee,40,01.02.2026,31.12.2026\nmax,Max,employee,40,01/02/2026,`,
    )
    const [zoe, max] = await rowsOf(rows)
    expect(zoe).toMatchObject({
      outcome: 'added',
      cells: { activeFrom: '2026-02-01', activeTo: '2026-12-31' },
    })
    expect(max).toMatchObject({ outcome: 'rejected', reasons: [{ column: 'activeFrom' }] })
  })

  it('says of each column whether it is read, ignored or missing, and which one may be meant', async () => {
    const { columns, rows } = await plan('User ID;Hours;Full name;type;timezone\nzoe;40;Zoe;employee;UTC')
    expect(columns.inFile).toEqual([
      { name: 'User ID', column: 'userId' },
      { name: 'Hours', column: undefined },
      { name: 'Full name', column: undefined },
      { name: 'type', column: undefined },
      { name: 'timezone', column: 'timeZone' },
    ])
    expect(columns.missing).toEqual([
      { column: 'name', similar: 'Full name' },
      { column: 'kind', similar: undefined },
      { column: 'expectedHoursPerWeek', similar: 'Hours' },
      { column: 'activeFrom', similar: undefined },
    ])
    expect(columns.absent).toContain('email')
    await expect(rowsOf(rows)).rejects.toMatchObject({ code: 'missing_column', line: 1 })
  })

  it.each([
    ['a byte order mark and semicolons', (text: string) => `\ufeff${text.replaceAll(',', ';')}`, undefined],
    ['UTF-16', (text: string) => utf16(`\ufeff${text}`, true), undefined],
    [
      'windows-1252, which is named',
      (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
      'windows-1252',
    ],
  ] as const)('reads %s', async (_, encode, encoding) => {
    const { rows } = await plan(encode(`${header}\r\nzoe,Zoë,employee,40,2026-01-01\r\n`), { encoding })
    expect(await rowsOf(rows)).toMatchObject([{ outcome: 'added', cells: { name: 'Zoë' } }])
  })

  it('finds nothing to change in the file of what is stored', async () => {
    const { client } = memoryClient(new Map([['maria', maria]]), new Map([['MOVE', move]]))
    const options = { nowMs, judge: true }
    const people = await storedAsCsv(personRecords, client, today)
    const { rows } = await planImport(personRecords, client, chunks(people), options)
    expect(await rowsOf(rows)).toMatchObject([{ key: 'maria', outcome: 'unchanged' }])
    const projects = await storedAsCsv(projectRecords, client, today)
    const ofProjects = await planImport(projectRecords, client, chunks(projects), options)
    expect(await rowsOf(ofProjects.rows)).toMatchObject([{ key: 'MOVE', outcome: 'unchanged' }])
  })
})

describe('a plan of an import of projects', () => {
  it('only adds what is new, and sends it as a replacement if there was no response', async () => {
    const { client } = memoryClient(new Map())
    const sent: unknown[] = []
    const put = async (_code: string, _project: unknown, { ifNoneMatch }: StoreOptions) => {
      sent.push(ifNoneMatch)
      if (sent.length === 2) throw Object.assign(new Error('no response'), { kind: 'unreachable' })
    }
    const failing = { ...client, projects: { ...client.projects, put } }
    const file = 'code,name\nA,First\nB,Lost'
    const { rows } = await planImport(projectRecords, failing, chunks(file), { nowMs, judge: true })
    for (const row of await rowsOf(rows)) if (row.outcome === 'added') await row.store()
    expect(sent).toEqual(['*', '*', undefined])
  })

  it('finds a project by any spelling of its code that looks equal', async () => {
    const cafe = projectAfter(undefined, {
      code: 'CAF\u00c9 1',
      content: newProjectSchema.parse({ name: 'Café' }),
      today,
      nowMs,
    })
    const { client, calls } = memoryClient(new Map(), new Map([[cafe.code, cafe]]))
    const file = 'code,name\nCAFE\u0301\u00a01,Bar'
    const { rows } = await planImport(projectRecords, client, chunks(file), { nowMs, judge: true })
    const [row] = await rowsOf(rows)
    expect(row).toMatchObject({ outcome: 'updated', key: cafe.code })
    if (row?.outcome === 'updated') await row.store()
    expect(calls).toEqual([`put ${cafe.code}`])
  })

  it('does not guess whether a rate or budget has thousands', async () => {
    const { client } = memoryClient(new Map(), new Map())
    const rows = ['A;"1,500";', 'B;;1.500', 'C;1500,50;1500', 'D;0.125;80,5']
    const content = `code;employeeRate;budgetHours;name;currency\n${rows.map((row) => `${row};N;EUR\n`).join('')}`
    const planned = await planImport(projectRecords, client, chunks(content), { nowMs, judge: true })
    const [rate, budget, plain] = await rowsOf(planned.rows)
    const fault = (name: string, text: string) => ({
      reasons: [{ message: `${name}: "${text}" may have decimals or thousands: write 1500 or 1.50` }],
    })
    expect(rate).toMatchObject(fault('employeeRate', '1,500'))
    expect(budget).toMatchObject(fault('budgetHours', '1.500'))
    expect(plain).toMatchObject({ outcome: 'added' })
  })

  it('keeps rates that the file does not mention, those of groups always', async () => {
    const projects = new Map([['MOVE', move]])
    const { client } = memoryClient(new Map(), projects)
    const options = { nowMs, judge: true }
    const named = await planImport(projectRecords, client, chunks('code,name\nMOVE,The move'), options)
    const [renamed] = await rowsOf(named.rows)
    expect(renamed).toMatchObject({ changes: [{ column: 'name', before: 'Move', after: 'The move' }] })
    if (renamed?.outcome === 'updated') await renamed.store()
    expect(projects.get('MOVE')).toMatchObject({
      billable: false,
      client: 'Acme',
      budgetHours: 80,
      rates: move.rates,
    })

    const rated = 'code,name,currency,employeeRate,ratesFrom\nMOVE,The move,EUR,120,2027-01-01'
    const later = await planImport(projectRecords, client, chunks(rated), options)
    const [row] = await rowsOf(later.rows)
    expect(row).toMatchObject({
      from: '2027-01-01',
      changes: [{ column: 'employeeRate', before: '110', after: '120' }],
    })
    if (row?.outcome === 'updated') await row.store()
    expect(projects.get('MOVE')?.rateHistory?.at(-1)).toEqual({
      from: '2027-01-01',
      currency: 'EUR',
      employee: 120,
      groups: { senior: 130 },
    })
  })
})
