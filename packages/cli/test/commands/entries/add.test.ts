import { describe, expect, it, test } from 'vitest'
import { add, addCommand } from '../../../src/commands/entries/add.ts'
import { machine, maria, useFakeApi } from '../../support/fake-api.ts'
import { today } from '../../support/fake-io.ts'
import { optionsOf } from '../../support/parse-flags.ts'

const needed = ['--project', 'ACME-42', '--hours', '7:30']

test.each([
  [needed, { entry: { project: 'ACME-42', hours: 7.5 }, json: false }],
  [[...needed, '--billable'], { entry: { project: 'ACME-42', hours: 7.5, billable: true }, json: false }],
  [
    [
      ...needed,
      '--date',
      '2026-11-12',
      '--note',
      'x',
      '--no-billable',
      '--external-id',
      'crm-1',
      '--user',
      'jon',
      '--json',
    ],
    {
      entry: {
        date: '2026-11-12',
        project: 'ACME-42',
        hours: 7.5,
        note: 'x',
        billable: false,
        externalId: 'crm-1',
        userId: 'jon',
      },
      json: true,
    },
  ],
  [['--project', 'A'], expect.stringContaining("required option '--hours <hours>'")],
  [['--hours', '1'], expect.stringContaining("required option '--project <code>'")],
  [['--project', 'A', '--hours', 'x'], '--hours: "x" is not a number of hours: write 7.5, 7:30 or 90m'],
  [[...needed, '--date', '2026-02-30'], '--date: date must be a date that exists, as YYYY-MM-DD'],
  [['--project', ' A', '--hours', '1'], '--project: project must not begin or end with white space'],
  [[...needed, '--external-id', ''], '--external-id: externalId must not be empty'],
  [[...needed, '--user', 'x'.repeat(256)], '--user: userId is longer than 255 characters'],
])('add %j', async (args, expected) => {
  expect(await optionsOf(addCommand, args)).toEqual(expected)
})

describe('add', () => {
  const { api, context } = useFakeApi()
  const entry = { date: '2026-11-12', project: 'ACME-42', hours: 7.5, note: 'design review', externalId: 'x' }

  it('logs an entry and says which', async () => {
    const { io, connect } = context(maria)
    expect(await add({ entry, json: false }, { io, connect })).toBe(0)
    const [stored] = api.entries
    expect(stored).toMatchObject({ ...entry, userId: 'auth0|maria' })
    expect(io.stdout.text).toBe(`Added  2026-11-12  ACME-42  7.5 h  design review  ${stored?.id}\n`)
  })

  it('logs for the day that it is where the person is, where no day is named', async () => {
    await add({ entry: { project: 'A', hours: 1 }, json: false }, context(maria))
    const local = new Date(Date.parse(`${today}T12:00:00Z`))
    expect(api.entries[0]?.date).toBe(
      `${local.getFullYear()}-${String(local.getMonth() + 1).padStart(2, '0')}-${String(local.getDate()).padStart(2, '0')}`,
    )
  })

  it('says that it was there already, where it was', async () => {
    await add({ entry, json: false }, context(maria))
    const { io, connect } = context(maria)
    expect(await add({ entry, json: false }, { io, connect })).toBe(0)
    expect(io.stdout.text).toMatch(/^Was there already: {2}2026-11-12/)
    expect(api.entries).toHaveLength(1)
  })

  it('prints the entry as JSON with its warnings, which are notes beside it, too', async () => {
    api.setPolicy({ weeklyWarningHours: 5 })
    const { io, connect } = context(maria)
    await add({ entry, json: true }, { io, connect })
    const warnings = [expect.objectContaining({ code: 'week_over_warning' })]
    expect(JSON.parse(io.stdout.text)).toEqual({ ...api.entries[0], warnings })
    expect(io.stderr.text).toBe('Note: week 2026-W46 has 7.5 hours, more than 5\n')
  })

  it.each([
    ['what the rules refuse', { ...entry, hours: 25 }, maria, 'hours_over_day'],
    ['an entry for somebody else', { ...entry, userId: 'auth0|jon' }, maria, 'not_your_timesheet'],
    ['an entry of nobody', entry, machine, 'user_id_required'],
  ])('fails with %s', async (_, refused, caller, code) => {
    await expect(add({ entry: refused, json: false }, context(caller))).rejects.toMatchObject({ code })
    expect(api.entries).toEqual([])
  })
})
