import { describe, expect, it } from 'vitest'
import { isWithin, RefreshSchedule } from '../../../src/verify/keys/refresh-schedule.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const schedule = () =>
  new RefreshSchedule({ jwksMaxAgeMs: 10 * MINUTE, jwksCooldownMs: 30 * SECOND, jwksTimeoutMs: 5 * SECOND })

/** A schedule whose keys were fetched at time 0. */
function fetched(): RefreshSchedule {
  const fresh = schedule()
  fresh.succeeded(0)
  return fresh
}

describe('RefreshSchedule', () => {
  it('blocks for the first fetch', () => {
    expect(schedule().need(0)).toBe('blocking')
  })

  it('fetches nothing for half of the maximum age', () => {
    expect(fetched().need(0)).toBe('none')
    expect(fetched().need(5 * MINUTE - 1)).toBe('none')
  })

  it('fetches in the background from then on', () => {
    expect(fetched().need(5 * MINUTE)).toBe('background')
    expect(fetched().need(10 * MINUTE - 1)).toBe('background')
  })

  it('blocks at the maximum age', () => {
    expect(fetched().need(10 * MINUTE)).toBe('blocking')
  })

  it('starts again with every success', () => {
    const schedule = fetched()
    schedule.succeeded(5 * MINUTE)
    expect(schedule.need(10 * MINUTE - 1)).toBe('none')
    expect(schedule.need(10 * MINUTE)).toBe('background')
  })

  it('waits for the cooldown after a failure, then retries in the background', () => {
    const schedule = fetched()
    schedule.failed(5 * MINUTE)
    expect(schedule.need(5 * MINUTE + 30 * SECOND - 1)).toBe('none')
    expect(schedule.need(5 * MINUTE + 30 * SECOND)).toBe('background')
  })

  it('never blocks for an issuer that stays down, even beyond the maximum age', () => {
    const schedule = fetched()
    for (let now = 10 * MINUTE; now < 70 * MINUTE; now += 35 * SECOND) {
      schedule.failed(now)
      expect(schedule.need(now)).toBe('none')
      expect(schedule.need(now + 30 * SECOND)).toBe('background')
      expect(schedule.need(now + 64 * SECOND)).toBe('background')
    }
  })

  it('blocks again if nothing was tried for a while, since the issuer may be back with other keys', () => {
    const schedule = fetched()
    schedule.failed(10 * MINUTE)
    expect(schedule.need(10 * MINUTE + 65 * SECOND)).toBe('blocking')
  })

  it('ignores ages after the clock was set back', () => {
    const schedule = fetched()
    schedule.failed(0)
    expect(schedule.need(-1)).toBe('blocking')
  })
})

describe('isWithin', () => {
  it('is true from 0 to below the limit', () => {
    expect([-1, 0, 9, 10, Number.POSITIVE_INFINITY].map((elapsed) => isWithin(elapsed, 10))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ])
  })
})
