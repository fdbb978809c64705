import { describe, expect, it } from 'vitest'
import { elapsedMinutes, isForgotten, proposeEntry } from '../../src/timer/propose-entry.ts'

/** A timer that was started at a time of this device's clock, and what it proposes at another. */
function timed(start: Date, now: Date, incrementMinutes = 15) {
  const timer = { startedAt: start.toISOString(), project: 'ACME', note: 'review' }
  const proposed = proposeEntry(timer, { now, incrementMinutes, usualDayHours: 8 })
  return { ...proposed, isForgotten: isForgotten(timer, now), elapsed: elapsedMinutes(timer, now) }
}
const at = (day: number, hours: number, minutes = 0, seconds = 0) =>
  new Date(2026, 10, day, hours, minutes, seconds)

describe('a timer', () => {
  it('proposes its hours on the day of its start, rounded to the nearest increment', () => {
    const proposed = { date: '2026-11-24', project: 'ACME', note: 'review', isForgotten: false }
    expect(timed(at(24, 9), at(24, 10, 37))).toEqual({ ...proposed, minutes: 90, elapsed: 97 })
    expect(timed(at(24, 9), at(24, 10, 38))).toEqual({ ...proposed, minutes: 105, elapsed: 98 })
    expect(timed(at(24, 9), at(24, 10, 37), 1)).toEqual({ ...proposed, minutes: 97, elapsed: 97 })
  })

  it('proposes one increment at least', () => {
    expect(timed(at(24, 9), at(24, 9, 0, 20))).toMatchObject({ minutes: 15, elapsed: 0 })
  })

  it('counts nothing while the clock of the device is behind its start', () => {
    expect(timed(at(24, 9), at(24, 8))).toMatchObject({ minutes: 15, elapsed: 0 })
  })
})

describe('a forgotten timer', () => {
  it('is one of another day, or of more than twelve hours', () => {
    expect(timed(at(24, 9), at(24, 21)).isForgotten).toBe(false)
    expect(timed(at(24, 9), at(24, 21, 1)).isForgotten).toBe(true)
    expect(timed(at(24, 23, 30), at(25, 0, 30)).isForgotten).toBe(true)
  })

  it('proposes a usual day at most', () => {
    expect(timed(at(24, 9), at(27, 8))).toMatchObject({ date: '2026-11-24', minutes: 480 })
    expect(timed(at(24, 9), at(24, 22))).toMatchObject({ date: '2026-11-24', minutes: 480 })
  })

  it('proposes nothing beyond midnight', () => {
    expect(timed(at(24, 22), at(25, 1))).toMatchObject({ date: '2026-11-24', minutes: 120 })
  })
})
