import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { startTimer, startTimerCommand } from '../../../src/commands/timer/start.ts'
import { timerStatus } from '../../../src/commands/timer/status.ts'
import { type StopTimerOptions, stopTimer, stopTimerCommand } from '../../../src/commands/timer/stop.ts'
import { maria, useFakeApi } from '../../support/fake-api.ts'
import { optionsOf } from '../../support/parse-flags.ts'

test.each([
  [['--project', 'A', '--note', 'n'], { entry: { project: 'A', note: 'n' }, json: false }],
  [['--project', ' A'], expect.stringMatching(/^--project: /)],
])('timer start %j', async (args, expected) => {
  expect(await optionsOf(startTimerCommand, args)).toEqual(expected)
})

test('timer stop rounds to the nearest increment unless told otherwise', async () => {
  const defaults = { rounding: 'nearest', note: undefined, discard: false, json: false }
  expect(await optionsOf(stopTimerCommand, [])).toEqual(defaults)
  expect(await optionsOf(stopTimerCommand, ['--round', 'up'])).toEqual({ ...defaults, rounding: 'up' })
  expect(await optionsOf(stopTimerCommand, ['--round', 'off'])).toMatch(/nearest, up, down/)
})

describe('the timer', () => {
  const { api, context } = useFakeApi()
  let home = ''
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'timesheets-timer-'))
  })
  afterEach(() => rm(home, { recursive: true }))

  const stop: StopTimerOptions = { rounding: 'nearest', note: undefined, discard: false, json: false }
  const file = () => join(home, '.local/state/timesheets/timer.json')
  const started = async () => {
    const session = context(maria, { env: { HOME: home } })
    await startTimer({ entry: { project: 'A', note: 'review' }, json: false }, session)
    return session
  }

  it('becomes an entry of its time, in the increments of the policy, on the day of its start', async () => {
    api.setPolicy({ incrementMinutes: 15 })
    const session = await started()
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    session.io.advance(98 * 60_000)
    await timerStatus({ json: false }, session)
    expect(await stopTimer(stop, session)).toBe(0)
    expect(session.io.stdout.lines).toEqual([
      'Started  A',
      'A  1:38  review',
      expect.stringMatching(/^Added {2}2026-11-24 {2}A {2}1\.75 h {2}review/),
    ])
    await expect(stat(file())).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(stopTimer(stop, session)).rejects.toThrow('no timer is running')
  })

  it('runs once at a time', async () => {
    const session = await started()
    session.io.advance(60_000)
    await expect(startTimer({ entry: { project: 'B' }, json: false }, session)).rejects.toThrow(
      'the timer is running for A (0:01): stop it first',
    )
  })

  it('goes on if its entry is refused, and adds it once even if a first stop was cut off', async () => {
    const session = await started()
    session.io.advance(3_600_000)
    api.setWeekStatus('auth0|maria', '2026-W48', 'submitted')
    await expect(stopTimer(stop, session)).rejects.toMatchObject({ code: 'week_locked' })
    api.setWeekStatus('auth0|maria', '2026-W48', 'open')
    const running = await readFile(file(), 'utf8')
    await stopTimer(stop, session)
    await writeFile(file(), running)
    await stopTimer(stop, session)
    expect(session.io.stdout.lines.at(-1)).toMatch(/^Was there already: {2}2026-11-24/)
    const { client } = await session.connect()
    expect((await client.entries.page()).data).toHaveLength(1)
  })

  it('is discarded without an entry, and not logged for longer than a day or for nothing', async () => {
    const session = await started()
    await expect(stopTimer(stop, session)).rejects.toThrow('has run for 0:00, which rounds to nothing')
    session.io.advance(25 * 3_600_000)
    await expect(stopTimer(stop, session)).rejects.toThrow('has run for 25:00, more than a day')
    await stopTimer({ ...stop, discard: true }, session)
    await timerStatus({ json: true }, session)
    expect(session.io.stdout.lines.slice(1)).toEqual(['Discarded  A  25:00', '{"running":false}'])
  })

  it('says which file is damaged', async () => {
    const session = await started()
    await writeFile(file(), '{"startedAtMs":"now"}')
    await expect(timerStatus({ json: false }, session)).rejects.toThrow(
      `${file()} is not what timesheets writes: remove it`,
    )
  })
})
