import { describe, expect, it, test } from 'vitest'
import { importAbsences } from '../../../src/commands/absences/import.ts'
import { listAbsences, listAbsencesCommand } from '../../../src/commands/absences/list.ts'
import { removeAbsence } from '../../../src/commands/absences/remove.ts'
import { machine, maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [[], { filters: {}, json: false }],
  [
    ['--user', 'x', '--from', '2026-12-01', '--to', '2026-12-31'],
    { filters: { userId: 'x', from: '2026-12-01', to: '2026-12-31' }, json: false },
  ],
  [['--everyone', '--json'], { filters: { everyone: true }, json: true }],
  [['--everyone', '--user', 'x'], '--user and --everyone exclude each other'],
  [['--from', '2026-12-31', '--to', '2026-12-01'], '--from 2026-12-31 is after --to 2026-12-01'],
  [['--from', 'soon'], '--from: from must be a date that exists, as YYYY-MM-DD'],
])('absences list %j', async (args, expected) => {
  expect(await optionsOf(listAbsencesCommand, args)).toEqual(expected)
})

describe('absences', () => {
  const { api, context } = useFakeApi()

  async function run(lines: string[], dryRun = false) {
    const { io, connect } = context(machine, { stdin: lines.join('\n') })
    const exitCode = await importAbsences({ file: '-', dryRun, json: false }, { io, connect })
    return { exitCode, out: io.stdout.lines }
  }
  const file = [
    'userId,from,to,kind,note',
    'auth0|maria,2026-12-21,2026-12-31,vacation,"skiing, at last"',
    'auth0|maria,2026-12-28,2026-12-29,sick,',
    'auth0|nobody,2026-12-21,2026-12-31,vacation,',
    'auth0|maria,2026-11-02,2026-11-01,,',
  ]

  it('come from a file, each by its person and first day', async () => {
    api.addPerson('auth0|maria')
    const first = await run(file)
    expect(first.exitCode).toBe(3)
    expect(first.out).toEqual([
      'stdin:3  auth0|maria 2026-12-28  overlaps 2026-12-21 to 2026-12-31 (vacation), which is already recorded: change or remove that one first',
      'stdin:4  auth0|nobody 2026-12-21  there is no such person in the roster, or you may not see them',
      'stdin:5  auth0|maria 2026-11-02  to, 2026-11-01, is before the first day, 2026-11-02',
      '1 added, 3 rejected in 0.0 s',
    ])
    expect(await run([...file.slice(0, 2)])).toEqual({ exitCode: 0, out: ['1 unchanged in 0.0 s'] })
    const longer = await run([file[0] ?? '', 'auth0|maria,2026-12-21,2027-01-03,vacation,'])
    expect(longer.out).toEqual(['1 updated in 0.0 s'])
    expect(api.absences).toMatchObject([{ from: '2026-12-21', to: '2027-01-03' }])
  })

  it('are judged by a dry run as they are when they are recorded', async () => {
    api.addPerson('auth0|maria')
    const { exitCode, out } = await run(file, true)
    expect(exitCode).toBe(3)
    expect(out.map((line) => line.split('  ')[2] ?? line)).toEqual([
      'would be added',
      expect.stringMatching(/^would be rejected: overlaps 2026-12-21 to 2026-12-31/),
      'would be rejected: there is no such person in the roster',
      expect.stringMatching(/^would be rejected: to, 2026-11-01, is before/),
      '1 would be added, 3 would be rejected in 0.0 s. Nothing was stored.',
    ])
    expect(api.absences).toEqual([])
  })

  it('are listed, and removed', async () => {
    api.addPerson('auth0|maria')
    api.addAbsence('auth0|maria', '2026-12-21', '2026-12-31')
    const own = context(maria)
    expect(await listAbsences({ filters: {}, json: false }, own)).toBe(0)
    expect(own.io.stdout.lines[1]).toBe('auth0|maria  2026-12-21  2026-12-31  vacation')
    const keeper = context(machine)
    expect(await removeAbsence({ userId: 'auth0|maria', from: '2026-12-21', json: false }, keeper)).toBe(0)
    await listAbsences({ filters: { everyone: true }, json: true }, keeper)
    expect(keeper.io.stdout.text).toBe('Removed  auth0|maria  2026-12-21\n')
  })
})
