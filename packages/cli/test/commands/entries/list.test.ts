import { describe, expect, it, test } from 'vitest'
import { list, listCommand } from '../../../src/commands/entries/list.ts'
import { OutputClosedError } from '../../../src/io/outcome/errors.ts'
import { machine, maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [[], { filters: {}, limit: undefined, json: false }],
  [
    [
      '--from',
      '2026-11-01',
      '--to',
      '2026-11-30',
      '--project',
      'ACME',
      '--status',
      'open',
      '--user',
      'maria',
    ],
    {
      filters: { from: '2026-11-01', to: '2026-11-30', project: 'ACME', status: 'open', userId: 'maria' },
      limit: undefined,
      json: false,
    },
  ],
  [['--limit', '5', '--json'], { filters: {}, limit: 5, json: true }],
  [['--from', '2026-11-31'], '--from: from must be a date that exists, as YYYY-MM-DD'],
  [
    ['--to', 'today', '--status', 'closed'],
    expect.stringMatching(/^--to: .*; --status: status must be one of open/),
  ],
  [['--from', '2026-11-30', '--to', '2026-11-01'], '--from 2026-11-30 is after --to 2026-11-01'],
  [['--limit', '0'], '--limit: "0" is not a whole number of 1 or more'],
  [['--limit', 'x'], '--limit: "x" is not a whole number of 1 or more'],
  [['--form', 'x'], expect.stringContaining("unknown option '--form'")],
])('list %j', async (args, expected) => {
  expect(await optionsOf(listCommand, args)).toEqual(expected)
})

describe('list', () => {
  const { context, requests } = useFakeApi()

  async function seed(count: number) {
    const { client } = await context(maria).connect()
    for (let index = 0; index < count; index++) {
      const date = `2026-11-${String(index + 1).padStart(2, '0')}`
      const note = index === 0 ? 'grüße 日本語' : `day ${index + 1}`
      await client.entries.create({ date, project: 'ACME-42', hours: 7.5, note, billable: index > 0 })
    }
  }

  it('prints a table, aligned by what a terminal makes of each character', async () => {
    await seed(2)
    const { io, connect } = context(maria)
    expect(await list({ filters: {}, limit: undefined, json: false }, { io, connect })).toBe(0)
    const [header = '', first = '', second = ''] = io.stdout.lines
    expect(header).toMatch(/^DATE {8}PROJECT {2}HOURS {2}BILLABLE {2}STATUS {2}NOTE {10}ID$/)
    expect(first).toMatch(/^2026-11-01 {2}ACME-42 {4}7\.5 {2}no {8}open {4}grüße 日本語 {2}[\da-f-]{36}$/)
    expect(second).toMatch(/^2026-11-02 {2}ACME-42 {4}7\.5 {2}yes {7}open {4}day 2 {9}[\da-f-]{36}$/)
    expect(io.stderr.text).toBe('')
  })

  it('cuts notes so that a line fits the terminal, and sums up beside it', async () => {
    const { client } = await context(maria).connect()
    await client.entries.create({ date: '2026-11-01', project: 'A', hours: 1.25, note: 'x'.repeat(200) })
    const { io, connect } = context(maria, { isTerminal: true, columns: 100 })
    await list({ filters: {}, limit: undefined, json: false }, { io, connect })
    for (const line of io.stdout.lines) expect(line.length).toBeLessThanOrEqual(100)
    expect(io.stdout.text).toContain('xx…')
    expect(io.stderr.text).toBe('1 entry, 1.25 hours\n')
  })

  it('prints NDJSON, page by page', async () => {
    await seed(3)
    const { io, connect } = context(maria)
    await list({ filters: { from: '2026-11-02' }, limit: undefined, json: true }, { io, connect })
    expect(io.stdout.lines.map((line) => JSON.parse(line))).toMatchObject([
      { date: '2026-11-02', hours: 7.5, userId: 'auth0|maria' },
      { date: '2026-11-03' },
    ])
  })

  it('asks for no more than it was told to show', async () => {
    await seed(3)
    requests.length = 0
    const { io, connect } = context(maria)
    await list({ filters: {}, limit: 2, json: true }, { io, connect })
    expect(io.stdout.lines).toHaveLength(2)
    expect(requests).toEqual(['GET /timesheets?limit=2'])
  })

  it('prints nothing where there is nothing, and says so on a terminal', async () => {
    const quiet = context(maria)
    await list({ filters: {}, limit: undefined, json: false }, quiet)
    expect(quiet.io.stdout.text + quiet.io.stderr.text).toBe('')
    const terminal = context(maria, { isTerminal: true })
    await list({ filters: {}, limit: undefined, json: false }, terminal)
    expect(terminal.io.stderr.text).toBe('No entries.\n')
  })

  it('lets the API say that an application has to name a person', async () => {
    await expect(
      list({ filters: {}, limit: undefined, json: false }, context(machine)),
    ).rejects.toMatchObject({
      code: 'user_id_required',
    })
  })

  it('ends when nobody reads any more', async () => {
    await seed(1)
    const { io, connect } = context(maria)
    io.stdout.close()
    await expect(list({ filters: {}, limit: undefined, json: true }, { io, connect })).rejects.toThrow(
      OutputClosedError,
    )
  })
})
