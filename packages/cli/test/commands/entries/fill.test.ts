import { describe, expect, it, test } from 'vitest'
import { fill, fillCommand, readDays } from '../../../src/commands/entries/fill.ts'
import { machine, maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

const project = ['--project', 'A']

test.each([
  [
    ['mon-wed'],
    8,
    [
      [0, 8],
      [1, 8],
      [2, 8],
    ],
  ],
  [
    ['mon,wed', 'FRI=6:30'],
    8,
    [
      [0, 8],
      [2, 8],
      [4, 6.5],
    ],
  ],
  [
    ['mon-fri', 'wed=4'],
    8,
    [
      [0, 8],
      [1, 8],
      [2, 4],
      [3, 8],
      [4, 8],
    ],
  ],
  [['sun=1'], undefined, [[6, 1]]],
])('the days %j', (texts, hours, expected) => {
  expect([...readDays(texts, hours)].sort(([a], [b]) => a - b)).toEqual(expected)
})

test.each([
  [['fri-mon', '--hours', '8'], '"fri-mon" is not a day of the week: write mon, mon-fri or fri=6'],
  [['monday', '--hours', '8'], '"monday" is not a day of the week: write mon, mon-fri or fri=6'],
  [['mon'], '"mon" has no hours: add --hours, or write mon=8'],
  [['mon=lots'], '--hours: "lots" is not a number of hours: write 7.5, 7:30 or 90m'],
  [['mon', '--hours', '8', '--note', 'x'.repeat(10_000)], expect.stringMatching(/^--note: /)],
  [['mon', '--hours', '8', '--week', 'next'], expect.stringMatching(/^--week: "next" is not a week/)],
  [[], expect.stringMatching(/missing required argument 'days'/)],
])('fill %j', async (args, message) => {
  expect(await optionsOf(fillCommand, [...args, ...project])).toEqual(message)
})

describe('fill', () => {
  const { api, context, requests } = useFakeApi()
  const options = {
    hours: readDays(['mon-fri'], 8),
    week: '2026-W47',
    entry: { project: 'A' },
    dryRun: false,
    json: false,
  }

  it('logs each day of the pattern, once, and leaves out absences and days that have the project', async () => {
    api.addAbsence('auth0|maria', '2026-11-18', '2026-11-19')
    const first = context(maria)
    const { client } = await first.connect()
    await client.entries.create({ date: '2026-11-16', project: 'A', hours: 2 })
    await client.entries.create({ date: '2026-11-17', project: 'B', hours: 1 })
    expect(await fill(options, first)).toBe(0)
    expect(first.io.stdout.lines).toEqual([
      expect.stringMatching(/^Added {2}2026-11-17 {2}A {2}8 h/),
      expect.stringMatching(/^Added {2}2026-11-20 {2}A {2}8 h/),
    ])
    expect(first.io.stderr.lines).toEqual([
      'Left out  2026-11-16: A is logged already, 2 h',
      'Left out  2026-11-18: an absence (vacation)',
      'Left out  2026-11-19: an absence (vacation)',
    ])
    const again = context(maria)
    await fill(options, again)
    expect(again.io.stdout.text).toBe('')
  })

  it('fills the current week by default', async () => {
    const { io, connect } = context(maria)
    await fill({ ...options, week: undefined, hours: readDays(['mon'], 1) }, { io, connect })
    expect(io.stdout.text).toMatch(/^Added {2}2026-11-23 /)
  })

  it('stores nothing in a dry run, and prints an entry a line as JSON', async () => {
    const { io, connect } = context(machine)
    const entry = { project: 'A', userId: 'auth0|maria' }
    expect(await fill({ ...options, entry, dryRun: true, json: true }, { io, connect })).toBe(0)
    expect(io.stdout.lines.map((line) => JSON.parse(line).date)).toHaveLength(5)
    expect(requests.filter((request) => request.startsWith('POST'))).toEqual([])
  })

  it('is refused by the rules of the API as any other entry is', async () => {
    api.setWeekStatus('auth0|maria', '2026-W47', 'submitted')
    await expect(fill(options, context(maria))).rejects.toMatchObject({ code: 'week_locked' })
  })
})
