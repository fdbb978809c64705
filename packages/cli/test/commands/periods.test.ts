import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { streamXlsxRows } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { exportCommand, exportEntries } from '../../src/commands/entries/export.ts'
import { closePeriod, closePeriodCommand, reopenPeriod } from '../../src/commands/periods/close.ts'
import { exportPeriod, exportPeriodCommand } from '../../src/commands/periods/export.ts'
import { listPeriods } from '../../src/commands/periods/list.ts'
import { showPeriod, showPeriodCommand } from '../../src/commands/periods/show.ts'
import { hours } from '../../src/commands/reports/hours.ts'
import { machine, useFakeApi } from '../support/fake-api.ts'
import { optionsOf } from '../support/parse-flags.ts'

const period = '2026-10'

test.each([
  [closePeriodCommand, [period], { period, format: 'csv', json: false }],
  [closePeriodCommand, [period, '--force'], '--force and --reason need each other'],
  [closePeriodCommand, [period, '--reason', 'x'], '--force and --reason need each other'],
  [closePeriodCommand, ['2026-13'], '"2026-13" is not a month: write it as 2026-11'],
  [
    exportPeriodCommand,
    [period, '--closing', '2', '--format', 'xlsx'],
    { period, version: 2, format: 'xlsx' },
  ],
  [exportPeriodCommand, [period, '--closing', 'x'], '--closing: give its number, such as 1'],
  [showPeriodCommand, [period, '--obstacles'], { period, list: 'obstacles', json: false }],
  [showPeriodCommand, [period, '--obstacles', '--changes'], '--obstacles and --changes exclude each other'],
  [showPeriodCommand, [period, '--changes', '--next'], '--changes and --next exclude each other'],
  [showPeriodCommand, [period, '--notices'], { period, list: 'notices', json: false }],
  [showPeriodCommand, [period, '--next', '--json'], { period, list: 'next', json: true }],
  [exportCommand, ['--format', 'xlsx'], { filters: {}, format: 'xlsx' }],
] as const)('%o %j', async (command, args, expected) => {
  expect(await optionsOf(command as typeof closePeriodCommand, [...args])).toEqual(expected)
})

describe('periods', () => {
  const { api, context } = useFakeApi()
  let folder = ''
  const path = (name: string) => join(folder, name)
  const close = { period, reason: undefined, format: 'csv', output: undefined, json: false } as const

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-periods-'))
    api.addProject('=P', { client: 'ACME' })
    const { client } = await context(machine).connect()
    await client.entries.push([
      { userId: 'auth0|maria', date: '2026-10-12', project: '=P', hours: 7.5, note: '=1+1' },
      { userId: 'auth0|maria', date: '2026-10-13', project: '2026-10-13', hours: 0.25 },
    ])
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('lists what stands in the way, and closes nothing', async () => {
    const asked = context(machine)
    await expect(closePeriod(close, asked)).rejects.toMatchObject({
      code: 'period_not_ready',
      kind: 'refused',
    })
    expect(asked.io.stderr.text).toContain('auth0|maria        2026-W42  not submitted: remind the person')
    expect(api.policy.lockedThrough).toBeNull()
    const shown = context(machine)
    await showPeriod({ period, list: 'obstacles', json: true }, shown)
    expect(JSON.parse(shown.io.stdout.text)).toMatchObject({ userId: 'auth0|maria', reason: 'not_submitted' })
  })

  it('lists approved weeks with hours to look at, which do not stop the closing', async () => {
    api.addPerson('auth0|maria', { name: 'Maria', activeFrom: '2026-10-13', expectedHoursPerWeek: 0 })
    api.setWeekStatus('auth0|maria', '2026-W42', 'approved')
    const shown = context(machine)
    await showPeriod({ period, list: 'notices', json: false }, shown)
    expect(shown.io.stdout.text).toMatch(
      /NEXT STEP\nno +auth0\|maria +Maria +2026-W42 +7:30 on Monday, outside the active dates/,
    )
    expect(await closePeriod(close, context(machine))).toBe(0)
  })

  it('closes a month, and writes the same file each time', async () => {
    api.setWeekStatus('auth0|maria', '2026-W42', 'approved')
    const first = context(machine)
    expect(await closePeriod({ ...close, output: path('1.csv') }, first)).toBe(0)
    expect(first.io.stdout.text).toMatch(
      /^Closed 2026-10 {2}version 1, .*: 1 people, 2 lines, 7:45 hours, SHA-256 /,
    )
    api.addProject('=P', { client: 'Other' })
    await closePeriod({ ...close, output: path('2.csv') }, context(machine))
    await exportPeriod({ period, version: 1, format: 'csv', output: path('3.csv') }, context(machine))
    const [one, two, three] = await Promise.all(
      ['1.csv', '2.csv', '3.csv'].map((name) => readFile(path(name), 'utf8')),
    )
    expect(one).toContain("auth0|maria,,unknown,2026-10-12,'=P,ACME,true,7.5,450,1,false\r\n")
    expect(two).toBe(one)
    expect(three).toBe(one)
  })

  it('shows on a terminal that the API is closing the month, and takes that away before the result', async () => {
    const closing = context(machine, { isTerminal: true })
    await closePeriod({ ...close, reason: 'two are ill' }, closing)
    expect(closing.io.stderr.text).toBe('\r\u001b[KClosing 2026-10\r\u001b[K')
  })

  it('writes workbooks of typed cells, in which no text is a formula, with the same bytes', async () => {
    api.setWeekStatus('auth0|maria', '2026-W42', 'approved')
    for (const name of ['1.xlsx', '2.xlsx']) {
      await closePeriod({ ...close, format: 'xlsx', output: path(name) }, context(machine))
    }
    expect(await readFile(path('2.xlsx'))).toEqual(await readFile(path('1.xlsx')))
    expect((await rowsOf('1.xlsx')).slice(1)).toEqual([
      ['auth0|maria', '', 'unknown', new Date('2026-10-12'), '=P', 'ACME', true, 7.5, 450, 1, false],
      ['auth0|maria', '', 'unknown', new Date('2026-10-13'), '2026-10-13', '', true, 0.25, 15, 1, false],
    ])
    const query = { groupBy: ['project'], status: 'any', from: '2026-10-01', to: '2026-10-31' } as const
    await hours({ query, format: 'xlsx', output: path('hours.xlsx') }, context(machine))
    expect(await rowsOf('hours.xlsx')).toContainEqual(['=P', 7.5, 7.5, 1, 450, 450])
    const filters = { everyone: true }
    await exportEntries({ filters, format: 'xlsx', output: path('entries.xlsx') }, context(machine))
    const [header, row] = await rowsOf('entries.xlsx')
    const cells = Object.fromEntries((header ?? []).map((name, at) => [name, row?.[at]]))
    expect(cells).toMatchObject({ date: new Date('2026-10-12'), hours: 7.5, note: '=1+1' })
  })

  it('reopens with a reason, and shows what the next closing changed', async () => {
    api.setWeekStatus('auth0|maria', '2026-W42', 'approved')
    await closePeriod(close, context(machine))
    const reopened = context(machine)
    await reopenPeriod({ period, reason: 'wrong', json: false }, reopened)
    expect(reopened.io.stdout.text).toBe('Reopened 2026-10\n')
    api.addProject('=P', { client: 'Other' })
    const toCome = context(machine)
    await showPeriod({ period, list: 'next', json: false }, toCome)
    const again = context(machine)
    await closePeriod(close, again)
    expect(again.io.stderr.text).toBe(
      'What differs from version 1: timesheets periods show 2026-10 --changes\n',
    )
    const changes = context(machine)
    await showPeriod({ period, list: 'changes', json: false }, changes)
    expect(changes.io.stdout.text).toMatch(
      /changed {2}auth0\|maria {2}2026-10-12 {2}=P +7:30 +7:30 +ACME -> Other\n$/,
    )
    expect(toCome.io.stdout.text).toBe(changes.io.stdout.text)
    const shown = context(machine)
    await showPeriod({ period, list: undefined, json: false }, shown)
    expect(shown.io.stdout.text).toMatch(
      /^2026-10 {2}closed {2}2026-10-01 to 2026-10-31\nversion 2.*\nversion 1.*\n {2}reopened: wrong\n$/,
    )
    const listed = context(machine)
    await listPeriods({ json: false }, listed)
    expect(listed.io.stdout.text).toMatch(/^2026-10 {2}closed +2 +1 +7:45/m)
  })

  it('shows amounts, writes them as numbers, and shows how the next closing changed them', async () => {
    const rates = { currency: 'EUR', employee: 99.99, from: '2026-10-01' }
    api.addProject('=P', { client: 'ACME', rates })
    api.addPerson('auth0|maria', { name: 'Maria', kind: 'employee', expectedHoursPerWeek: 0 })
    api.setWeekStatus('auth0|maria', '2026-W42', 'approved')
    const closed = context(machine)
    await closePeriod({ ...close, format: 'xlsx', output: path('paid.xlsx') }, closed)
    expect(closed.io.stdout.text).toMatch(/SHA-256 \w+\n {2}0:15 hours without a rate, 749.93 EUR\n$/)
    const [header, priced, unpriced] = await rowsOf('paid.xlsx')
    expect(header?.slice(-4)).toEqual(['rate', 'amount', 'currency', 'noAmount'])
    expect(priced?.slice(11)).toEqual([99.99, 749.93, 'EUR'])
    expect(unpriced?.slice(-2)).toEqual(['', 'the project has no rate for this person on this day'])
    await reopenPeriod({ period, reason: 'rates', json: false }, context(machine))
    api.addProject('=P', { client: 'ACME', rates: { ...rates, employee: 100 } })
    await closePeriod(close, context(machine))
    const changes = context(machine)
    await showPeriod({ period, list: 'changes', json: false }, changes)
    expect(changes.io.stdout.text).toMatch(/7:30 +7:30 +749.93 EUR -> 750.00 EUR\n$/)
  })

  it('says that a month was never closed', async () => {
    const options = { period: '2026-09', version: undefined, format: 'csv', output: undefined } as const
    await expect(exportPeriod(options, context(machine))).rejects.toThrow('2026-09 was never closed')
  })

  async function rowsOf(name: string): Promise<unknown[][]> {
    const rows: unknown[][] = []
    for await (const { values } of streamXlsxRows(await readFile(path(name)))) rows.push([...values])
    return rows
  }
})
