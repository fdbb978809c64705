import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, defaultPolicy, type Policy } from '../../src/model/index.ts'
import {
  judgeEntryChange,
  judgeEntryDeletion,
  judgeLock,
  judgeNewEntry,
  nothingStored,
} from '../../src/rules/index.ts'

const nowMs = Date.parse('2026-11-24T12:00:00Z')
// By noon in UTC it is the 25th on the islands of UTC+14.
const latestToday = '2026-11-25'
const entry = { date: '2026-11-23', hours: 7.5 }

function codes(judgement: ReturnType<typeof judgeNewEntry>) {
  return {
    errors: judgement.errors.map(({ code }) => code),
    warnings: judgement.warnings.map(({ code }) => code),
  }
}

describe('a new entry', () => {
  const judge = (changes: Partial<typeof entry>, policy: Partial<Policy> = {}, facts = {}) =>
    codes(
      judgeNewEntry(
        { ...entry, ...changes },
        { ...nothingStored, ...facts },
        { ...defaultPolicy, ...policy },
        nowMs,
      ),
    )

  test.each([
    [7, []],
    [8, ['date_too_far_ahead']],
  ])('may lie %i days after the latest today there is: %j', (days, errors) => {
    expect(judge({ date: addDays(latestToday, days) }).errors).toEqual(errors)
  })

  test('may lie on the last today only where no day ahead is allowed', () => {
    expect(judge({ date: latestToday }, { maxDaysAhead: 0 }).errors).toEqual([])
    expect(judge({ date: addDays(latestToday, 1) }, { maxDaysAhead: 0 }).errors).toEqual([
      'date_too_far_ahead',
    ])
  })

  test('is told all that is wrong with it, but nothing of the day where the hours are wrong', () => {
    expect(judge({ date: '2027-11-23', hours: 24 }, {}, { otherMinutesOnDay: 60 }).errors).toEqual([
      'date_too_far_ahead',
      'day_over_maximum',
    ])
    expect(judge({ date: '2027-11-23', hours: 7.1 }, {}, { otherMinutesOnDay: 1_440 }).errors).toEqual([
      'hours_off_increment',
      'date_too_far_ahead',
    ])
  })

  test('with an error is not warned of', () => {
    expect(judge({ hours: 0 }, {}, { otherMinutesInWeek: 100 * 60 })).toEqual({
      errors: ['hours_not_positive'],
      warnings: [],
    })
  })

  test('is warned of when its week has more than the policy says', () => {
    expect(judge({}, {}, { otherMinutesInWeek: 52.5 * 60 }).warnings).toEqual([])
    expect(judge({}, {}, { otherMinutesInWeek: 52.75 * 60 }).warnings).toEqual(['week_over_warning'])
  })

  test('no number of hours is NaN, infinite or beyond a day', () => {
    expect([Number.NaN, Number.NEGATIVE_INFINITY].map((hours) => judge({ hours }).errors)).toEqual([
      ['hours_not_positive'],
      ['hours_not_positive'],
    ])
    expect(judge({ hours: Number.POSITIVE_INFINITY }).errors).toEqual(['hours_over_day'])
    expect(judge({ hours: Number.MIN_VALUE }).errors).toEqual(['hours_not_whole_minutes'])
  })

  test('is held against limits in whole minutes, as hours are', () => {
    const policy = { incrementMinutes: 1, maxHoursPerDay: 7.3333, weeklyWarningHours: 7.3333 }
    expect(judge({ hours: 7.3333 }, policy)).toEqual({ errors: [], warnings: [] })
    expect(judge({ hours: 7.35 }, policy).errors).toEqual(['day_over_maximum'])
    expect(judge({ hours: 7.3333 }, { ...policy, maxHoursPerDay: 7.33 }).errors).toEqual(['day_over_maximum'])
  })

  test('accepted by itself has whole minutes, a multiple of the increment, within a day', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double(),
          fc.integer({ min: -10, max: 1_500 }).map((minutes) => minutes / 60),
        ),
        fc.integer({ min: 1, max: 1_440 }),
        (hours, incrementMinutes) => {
          const { errors } = judge({ hours }, { incrementMinutes })
          const minutes = Math.round(hours * 60)
          const isGood =
            Math.abs(hours * 60 - minutes) <= 0.01 &&
            minutes > 0 &&
            hours > 0 &&
            hours <= 24 &&
            minutes % incrementMinutes === 0
          expect(errors.length === 0).toBe(isGood)
        },
      ),
    )
  })

  test('says what is wrong in words', () => {
    const facts = { ...nothingStored, otherMinutesOnDay: 18 * 60 }
    expect(judgeNewEntry(entry, facts, defaultPolicy, nowMs).errors).toEqual([
      {
        code: 'day_over_maximum',
        message: '2026-11-23 would have 25.5 hours; the maximum is 24',
        path: '/hours',
        date: '2026-11-23',
        minutes: 25.5 * 60,
        limitMinutes: 24 * 60,
      },
    ])
  })
})

describe('a change', () => {
  const before = { date: '2026-11-23', minutes: 450 }
  const judge = (
    after: Partial<typeof entry>,
    policy: Partial<Policy> = {},
    facts = {},
    stored: typeof before = before,
  ) =>
    codes(
      judgeEntryChange(
        stored,
        { ...entry, ...after },
        'open',
        { ...nothingStored, ...facts },
        { ...defaultPolicy, ...policy },
        nowMs,
      ),
    )

  test('that leaves the hours is not held against a coarser increment', () => {
    expect(judge({}, { incrementMinutes: 60 }).errors).toEqual([])
    expect(judge({ hours: 8.5 }, { incrementMinutes: 60 }).errors).toEqual(['hours_off_increment'])
  })

  test('that leaves the date is not held against the days ahead', () => {
    const far = '2027-11-23'
    expect(judge({ date: far }, {}, {}, { ...before, date: far }).errors).toEqual([])
    expect(judge({ date: far }).errors).toEqual(['date_too_far_ahead'])
  })

  test('that lowers hours may leave a day over its maximum, one that raises them may not', () => {
    const facts = { otherMinutesOnDay: 20 * 60 }
    expect(judge({ hours: 7 }, {}, facts).errors).toEqual([])
    expect(judge({ hours: 7.5 }, {}, facts).errors).toEqual([])
    expect(judge({ hours: 7.75 }, {}, facts).errors).toEqual(['day_over_maximum'])
  })

  test('of the date fills the new day', () => {
    expect(judge({ date: '2026-11-24' }, {}, { otherMinutesOnDay: 20 * 60 }).errors).toEqual([
      'day_over_maximum',
    ])
  })

  test('is warned of as a new entry is', () => {
    expect(judge({ hours: 8 }, {}, { otherMinutesInWeek: 60 * 60 })).toEqual({
      errors: [],
      warnings: ['week_over_warning'],
    })
    expect(judge({ hours: 0 }, {}, { otherMinutesInWeek: 60 * 60 }).warnings).toEqual([])
  })

  test('out of or into a locked week is told of the lock alone', () => {
    const facts = { ...nothingStored, weekStatus: 'approved' } as const
    const into = judgeEntryChange(before, { ...entry, hours: 99 }, 'open', facts, defaultPolicy, nowMs)
    const outOf = judgeEntryChange(
      before,
      { ...entry, hours: 99 },
      'submitted',
      nothingStored,
      defaultPolicy,
      nowMs,
    )
    expect([codes(into), codes(outOf)]).toEqual([
      { errors: ['week_locked'], warnings: [] },
      { errors: ['week_locked'], warnings: [] },
    ])
  })
})

describe('locks', () => {
  test.each([
    ['open', undefined],
    ['rejected', undefined],
    ['submitted', 'week 2026-W48 is submitted: recall it, or ask for it to be rejected'],
    ['approved', 'week 2026-W48 is approved: ask for it to be reopened'],
  ] as const)('a week that is %s: %s', (status, message) => {
    expect(judgeLock('2026-11-23', status, defaultPolicy)?.message).toBe(message)
    expect(judgeEntryDeletion({ date: '2026-11-23' }, status, defaultPolicy).errors.length).toBe(
      message ? 1 : 0,
    )
  })

  test.each([
    ['2026-11-22', undefined],
    ['2026-11-23', 'period_locked'],
    ['2026-11-24', 'period_locked'],
    [null, undefined],
  ])('with everything through %s closed: %s', (lockedThrough, code) => {
    expect(judgeLock('2026-11-23', 'open', { ...defaultPolicy, lockedThrough })?.code).toBe(code)
  })
})
