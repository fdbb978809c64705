import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machineCaller } from 'timesheets-sdk/testing'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { type HoursOptions, hours, hoursCommand } from '../../../src/commands/reports/hours.ts'
import { machine, maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

const plain = { query: { groupBy: ['person'], status: ['approved'] }, format: 'table', output: undefined }

test.each([
  [[], plain],
  [
    [
      '--from',
      '2026-11-01',
      '--to',
      '2026-11-30',
      '--group-by',
      'week,kind',
      '--status',
      'any',
      '-o',
      'x.csv',
    ],
    {
      ...plain,
      query: { from: '2026-11-01', to: '2026-11-30', groupBy: ['week', 'kind'], status: 'any' },
      output: 'x.csv',
    },
  ],
  [
    ['--user', 'auth0|maria', '--project', 'A', '--status', 'open,submitted', '--format', 'json'],
    {
      query: { userId: 'auth0|maria', project: 'A', groupBy: ['person'], status: ['open', 'submitted'] },
      format: 'json',
      output: undefined,
    },
  ],
  [['--group-by', 'person,team'], expect.stringMatching(/^--group-by: .* must be one of person, project/)],
  [
    ['--group-by', 'project', '--amounts'],
    { ...plain, query: { groupBy: ['project', 'currency'], status: ['approved'] } },
  ],
  [['--status', 'closed'], expect.stringMatching(/^--status: .* must be one of open/)],
  [['--from', '2026-11-31'], expect.stringMatching(/^--from: from must be a date that exists/)],
  [['--from', '2026-11-30', '--to', '2026-11-01'], '--from 2026-11-30 is after --to 2026-11-01'],
  [['--format', 'xml'], expect.stringContaining('Allowed choices are table, csv, xlsx, ndjson, json')],
])('report hours %j', async (args, expected) => {
  expect(await optionsOf(hoursCommand, args)).toEqual(expected)
})

describe('report hours', () => {
  const { api, context } = useFakeApi()
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'timesheets-hours-'))
    api.addPerson('auth0|maria', { name: '=Maria', expectedHoursPerWeek: 40 })
    const { client } = await context(machine).connect()
    await client.entries.push([
      { userId: 'auth0|maria', date: '2026-11-16', project: 'ACME-42', hours: 7.5 },
      { userId: 'auth0|maria', date: '2026-11-17', project: 'INTERN', hours: 1.25, billable: false },
      { userId: 'auth0|zoe', date: '2026-11-16', project: 'ACME-42', hours: 2 },
    ])
  })
  afterEach(() => rm(folder, { recursive: true }))

  const options: HoursOptions = {
    query: { groupBy: ['person', 'project'], status: 'any' },
    format: 'table',
    output: undefined,
  }

  it('prints a table', async () => {
    const { io, connect } = context(machine)
    expect(await hours(options, { io, connect })).toBe(0)
    expect(io.stdout.lines.map((line) => line.replaceAll(/ {2,}/g, '  '))).toEqual([
      'PERSON  NAME  PROJECT  HOURS  BILLABLE  ENTRIES',
      'auth0|maria  =Maria  ACME-42  7:30  7:30  1',
      'auth0|maria  =Maria  INTERN  1:15  0:00  1',
      'auth0|zoe  ACME-42  2:00  2:00  1',
    ])
  })

  it('prints CSV, NDJSON and one array of JSON', async () => {
    const textOf = async (format: HoursOptions['format'], query: Partial<HoursOptions['query']> = {}) => {
      const { io, connect } = context(machine)
      await hours({ ...options, query: { ...options.query, ...query }, format }, { io, connect })
      return io.stdout.text
    }
    expect(await textOf('csv')).toContain("\r\nauth0|maria,'=Maria,ACME-42,7.5,7.5,1,450,450\r\n")
    const lines = (await textOf('ndjson')).trim().split('\n')
    const rows = lines.map((line) => JSON.parse(line))
    expect(rows).toHaveLength(3)
    expect(JSON.parse(await textOf('json'))).toEqual(rows)
    expect(await textOf('json', { status: ['approved'] })).toBe('[]\n')
    expect(await textOf('table', { status: ['approved'] })).toBe('')
  })

  it('shows amounts, and says where there is no rate', async () => {
    api.addProject('ACME-42', { rates: { currency: 'EUR', employee: 99.99 } })
    const payroll = machineCaller('payroll', {
      scopes: ['read:timesheets', 'approve:timesheets', 'approve:any'],
    })
    const { io, connect } = context(payroll)
    const query = { groupBy: ['project', 'currency'], status: 'any' } as const
    await hours({ ...options, query }, { io, connect })
    expect(io.stdout.lines.map((line) => line.replaceAll(/ {2,}/g, '  '))).toEqual([
      'PROJECT  CURRENCY  HOURS  BILLABLE  ENTRIES  AMOUNT',
      'ACME-42  2:00  2:00  1  no rate',
      'ACME-42  EUR  7:30  7:30  1  749.93',
      'INTERN  1:15  0:00  1  no rate',
    ])
  })

  it('are a person’s own', async () => {
    const { io, connect } = context(maria)
    await hours({ ...options, query: { groupBy: ['project'], status: 'any' } }, { io, connect })
    expect(io.stdout.lines).toHaveLength(3)
  })

  it('writes a file, whole or not at all', async () => {
    const output = join(folder, 'november.csv')
    await writeFile(output, 'before')
    const reader = machineCaller('reader', { scopes: ['read:timesheets'] })
    const failing = hours({ ...options, format: 'csv', output }, context(reader))
    await expect(failing).rejects.toMatchObject({ code: 'user_id_required' })
    expect(await readFile(output, 'utf8')).toBe('before')
    await hours({ ...options, output }, context(machine))
    expect(await readFile(output, 'utf8')).toMatch(/^PERSON .*\n/)
    expect(await readdir(folder)).toEqual(['november.csv'])
  })
})
