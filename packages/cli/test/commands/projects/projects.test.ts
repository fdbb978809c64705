import { describe, expect, it, test } from 'vitest'
import { importProjects } from '../../../src/commands/projects/import.ts'
import { listProjects, listProjectsCommand } from '../../../src/commands/projects/list.ts'
import { removeProject } from '../../../src/commands/projects/remove.ts'
import { machine, maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [[], { filters: {}, json: false }],
  [['--active-on', '2026-11-23', '--json'], { filters: { activeOn: '2026-11-23' }, json: true }],
  [['--active-on', 'x'], '--activeOn: activeOn must be a date that exists, as YYYY-MM-DD'],
])('projects list %j', async (args, expected) => {
  expect(await optionsOf(listProjectsCommand, args)).toEqual(expected)
})

describe('projects', () => {
  const { api, context } = useFakeApi()

  async function run(lines: string[], dryRun = false) {
    const { io, connect } = context(machine, { stdin: lines.join('\n') })
    const exitCode = await importProjects({ file: '-', dryRun, json: false }, { io, connect })
    return { exitCode, out: io.stdout.lines }
  }
  const file = [
    'code,name,client,billable,activeFrom,activeTo,currency,employeeRate,contractorRate',
    'ACME-42,Warehouse move,Acme,yes,2026-01-01,,EUR,110,"95,5"',
    'INT,Internal,,no,,,,,',
  ]

  it('come from a file; the same again changes nothing', async () => {
    expect(await run(file, true)).toEqual({
      exitCode: 0,
      out: [
        'stdin:2  ACME-42  would be added',
        'stdin:3  INT  would be added',
        '2 would be added in 0.0 s. Nothing was stored.',
      ],
    })
    expect(api.projects).toEqual([])
    expect(await run(file)).toEqual({ exitCode: 0, out: ['2 added in 0.0 s'] })
    expect(api.projects).toMatchObject([
      { code: 'ACME-42', billable: true, rates: { currency: 'EUR', employee: 110, contractor: 95.5 } },
      { code: 'INT', billable: false },
    ])
    expect(await run(file)).toEqual({ exitCode: 0, out: ['2 unchanged in 0.0 s'] })
  })

  it('have other rates from a day on', async () => {
    await run(file)
    const rated = ['code,name,currency,employeeRate,ratesFrom', 'ACME-42,Warehouse move,EUR,120,2026-12-01']
    expect(await run(rated)).toMatchObject({ exitCode: 0, out: ['1 updated in 0.0 s'] })
    expect(await run(rated)).toMatchObject({ out: ['1 unchanged in 0.0 s'] })
    expect(api.projects).toMatchObject([
      { rateHistory: [{ employee: 110 }, { from: '2026-12-01', currency: 'EUR', employee: 120 }] },
      {},
    ])
  })

  it('have a budget, in hours or hours and minutes, which the list shows', async () => {
    const budgets = ['code,name,budgetHours', 'A,A,62:30', 'B,B,"80,5"', 'C,C,0', 'D,D,much']
    expect((await run(budgets)).out).toEqual([
      'stdin:4  budgetHours must be more than 0',
      'stdin:5  budgetHours: "much" is not a number: write 38.5',
      '2 added, 2 rejected in 0.0 s',
    ])
    expect(api.projects).toMatchObject([{ budgetHours: 62.5 }, { budgetHours: 80.5 }])
    const own = context(maria)
    await listProjects({ filters: {}, json: false }, own)
    expect(own.io.stdout.lines[0]).toContain('BUDGET')
    expect(own.io.stdout.lines[1]).toContain('62:30')
  })

  it('are told by file and line where a row is none', async () => {
    const { exitCode, out } = await run([
      file[0] ?? '',
      ',No code,,,,,,,',
      'A,A,,perhaps,,,,dear,',
      'B,B,,,2026-02-01,2026-01-01,,,',
      'C,C,,,,,euro,1,',
    ])
    expect(exitCode).toBe(3)
    expect(out).toEqual([
      'stdin:2  code is missing',
      'stdin:3  employeeRate: "dear" is not a number: write 38.5; "perhaps" does not say whether it is billable: write yes or no',
      expect.stringMatching(/^stdin:4 {2}.*is before activeFrom$/),
      'stdin:5  rates.currency must be an ISO 4217 currency, such as EUR',
      '4 rejected in 0.0 s',
    ])
  })

  it('are listed, with rates for who keeps them alone, and removed', async () => {
    api.addProject('ACME-42', { name: 'Move', rates: { currency: 'EUR', employee: 110 } })
    const keeper = context(machine)
    expect(await listProjects({ filters: {}, json: false }, keeper)).toBe(0)
    expect(keeper.io.stdout.lines[1]).toMatch(/110 \/ - EUR$/)
    const own = context(maria)
    await listProjects({ filters: {}, json: false }, own)
    expect(own.io.stdout.lines[1]).not.toContain('EUR')
    expect(await removeProject({ code: 'ACME-42', json: false }, keeper)).toBe(0)
    await listProjects({ filters: {}, json: false }, own)
    expect(own.io.stderr.text).toBe('The catalogue is empty: entries may name any project.\n')
  })
})
