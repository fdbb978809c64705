import { describe, expect, test } from 'vitest'
import { faultInTimeZone } from '../../src/settings/time-zone.ts'
import { runCli } from '../support/cli-process.ts'

describe('TZ', () => {
  test('of a zone that Node does not know is reported by every command', async () => {
    const { stderr, exitCode } = await runCli(['timer', 'status'], { TZ: ':/etc/localtime' })
    expect(stderr).toContain(
      'TZ is ":/etc/localtime", which is not known here, so times and days are those of UTC',
    )
    expect(exitCode).toBe(0)
  })

  test('of a zone that Node knows is not', async () => {
    expect((await runCli(['timer', 'status'], { TZ: ':Europe/Berlin' })).stderr).not.toContain('TZ')
  })

  // The zones that Node 24 takes for these values.
  test.each([
    ['Mars/Olympus', undefined],
    ['CET-1CEST,M3.5.0,M10.5.0/3', 'UTC'],
    ['+02:00', 'UTC'],
  ])('is reported if Node silently takes UTC: %s', (TZ, zone) => {
    expect(faultInTimeZone({ TZ }, zone)).toContain(TZ)
  })

  test.each([
    ['UTC', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['Zulu', 'UTC'],
    ['UTC0', 'UTC'],
    ['', 'Etc/Unknown'],
    ['posix/Europe/Berlin', 'Europe/Berlin'],
    [undefined, 'Europe/Berlin'],
  ])('is not reported if it is what was said: %s', (TZ, zone) => {
    expect(faultInTimeZone({ TZ }, zone)).toBeUndefined()
  })
})
