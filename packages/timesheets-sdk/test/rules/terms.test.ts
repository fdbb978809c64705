import { describe, expect, test } from 'vitest'
import {
  defaultPolicy,
  emptyWeek,
  type NewPerson,
  newPersonSchema,
  type Person,
  violationsOfSchema,
  type WeekRecord,
} from '../../src/model/index.ts'
import {
  expectedMinutes,
  isRestDay,
  judgeCorrection,
  personAfter,
  personOn,
  termsOfWeek,
  weeksAlteredByTerms,
} from '../../src/rules/index.ts'

const today = '2026-11-25'
const employee: NewPerson = {
  name: 'Maria',
  kind: 'employee',
  expectedHoursPerWeek: 40,
  activeFrom: '2024-03-01',
}

function put(before: Person | undefined, more: Partial<NewPerson> = {}, on = today): Person {
  const content = newPersonSchema.parse({ ...employee, ...more })
  return personAfter(before, { userId: 'maria', content, today: on, nowMs: 0 })
}

const maria = put(undefined)
const startsOf = ({ terms = [] }: Person) => terms.map(({ from }) => from)
const hoursIn = (person: Person, week: string) => expectedMinutes(person, week, [], defaultPolicy) / 60

describe('terms', () => {
  test('of a new person count from their first day', () => {
    expect(startsOf(maria)).toEqual(['2024-03-01'])
  })

  test('count from a day on, and the weeks before keep theirs', () => {
    const partTime = put(maria, { expectedHoursPerWeek: 20, from: '2026-12-01' })
    expect(hoursIn(partTime, '2026-W13')).toBe(40)
    // From Tuesday on.
    expect(hoursIn(partTime, '2026-W49')).toBe(8 + 4 * 4)
    expect(hoursIn(partTime, '2026-W50')).toBe(20)
    expect(partTime.expectedHoursPerWeek).toBe(40)
    expect(personOn({ ...partTime, terms: partTime.terms ?? [] }, '2026-12-01').expectedHoursPerWeek).toBe(20)
  })

  test('count from today if no day is named', () => {
    expect(startsOf(put(maria, { kind: 'contractor' }))).toEqual(['2024-03-01', today])
    expect(put(maria, { kind: 'contractor' })).toMatchObject({ kind: 'contractor' })
  })

  test('that change nothing are not kept, and the same request again changes nothing', () => {
    expect(startsOf(put(maria, { email: 'maria@abc.example' }))).toEqual(['2024-03-01'])
    const once = put(maria, { kind: 'contractor', from: '2026-11-01' })
    expect(put(once, { kind: 'contractor', from: '2026-11-01' }).terms).toEqual(once.terms)
    expect(startsOf(put(once, { from: '2026-11-01' }))).toEqual(['2024-03-01'])
  })

  test('planned for later stay when earlier ones change', () => {
    const planned = put(maria, { expectedHoursPerWeek: 20, from: '2027-01-01' })
    const changed = put(planned, { managerId: 'mia' })
    expect(startsOf(changed)).toEqual(['2024-03-01', today, '2027-01-01'])
    expect(hoursIn(changed, '2027-W02')).toBe(20)
  })

  test('reach back when the first day does', () => {
    expect(startsOf(put(maria, { activeFrom: '2023-01-01' }))).toEqual(['2023-01-01'])
  })

  test('lose a manager who is no longer named', () => {
    const managed = put(maria, { managerId: 'mia', from: '2026-01-01' })
    expect(managed.managerId).toBe('mia')
    expect(put(managed)).not.toHaveProperty('managerId')
  })

  test('of a week are those of its last active day', () => {
    const changed = put(maria, { kind: 'contractor', from: '2026-11-27', activeTo: '2026-11-26' })
    expect(termsOfWeek(changed, '2026-W48')?.kind).toBe('employee')
    expect(termsOfWeek({ ...changed, activeTo: undefined }, '2026-W48')?.kind).toBe('contractor')
  })
})

describe('a working pattern', () => {
  const fourDays = put(undefined, { expectedHoursPerWeek: 36, hoursByWeekday: [9, 9, 9, 9, 0, 0, 0] })
  const sundayToThursday = put(undefined, { hoursByWeekday: [8, 8, 8, 8, 0, 0, 8] })

  test('expects hours on its days only', () => {
    expect(hoursIn(fourDays, '2026-W48')).toBe(36)
    expect(
      expectedMinutes(fourDays, '2026-W48', [{ from: '2026-11-27', to: '2026-11-29' }], defaultPolicy),
    ).toBe(36 * 60)
    expect(
      expectedMinutes(
        sundayToThursday,
        '2026-W48',
        [{ from: '2026-11-29', to: '2026-11-29' }],
        defaultPolicy,
      ),
    ).toBe(32 * 60)
  })

  test('makes the free days of those who work on Sunday their weekend', () => {
    const rest = (person: Person) =>
      ['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'].map((date) => isRestDay(person, date))
    expect(rest(maria)).toEqual([false, false, true, true])
    expect(rest(fourDays)).toEqual([false, false, true, true])
    expect(rest(sundayToThursday)).toEqual([false, true, true, false])
  })

  test.each<[Partial<NewPerson>, string]>([
    [{ hoursByWeekday: [8, 8], expectedHoursPerWeek: 16 }, '/hoursByWeekday'],
    [{ hoursByWeekday: [9, 9, 9, 9, 0, 0, 0] }, '/expectedHoursPerWeek'],
  ])('%j is rejected at %s', (more, path) => {
    const value = { ...employee, ...more }
    const parsed = newPersonSchema.safeParse(value)
    expect(parsed.success ? [] : violationsOfSchema(parsed.error, value)).toMatchObject([{ path }])
  })
})

describe('a correction', () => {
  const week = (name: string, status: WeekRecord['status']) => ({
    ...emptyWeek('maria', name),
    status,
    version: 1,
  })
  const weeks = [week('2026-W44', 'approved'), week('2026-W47', 'approved'), week('2026-W48', 'submitted')]
  const refused = (person: Person, more: { lockedThrough?: string; correct?: boolean } = {}) => {
    const { lockedThrough = null, correct = false } = more
    return judgeCorrection(weeksAlteredByTerms(maria, person, weeks), { lockedThrough }, { correct })?.code
  }

  test.each<[string, Partial<NewPerson>, string | undefined]>([
    ['hours from today', { expectedHoursPerWeek: 20 }, undefined],
    ['hours in an approved week', { expectedHoursPerWeek: 20, from: '2026-11-20' }, 'week_locked'],
    ['a kind in an approved week', { kind: 'contractor', from: '2026-10-26' }, 'week_locked'],
    ['a manager in an approved week', { managerId: 'mia', from: '2026-10-26' }, 'week_locked'],
    ['a name in an approved week', { name: 'Maria S.', from: '2026-10-26' }, undefined],
    ['a last day before an approved week', { activeTo: '2026-10-31' }, 'week_locked'],
    ['a last day after it', { activeTo: '2026-11-22' }, undefined],
  ])('of %s', (_, more, code) => {
    expect(refused(put(maria, more))).toBe(code)
    expect(refused(put(maria, more), { correct: true })).toBeUndefined()
  })

  test('names the closed period first', () => {
    const earlier = put(maria, { kind: 'contractor', from: '2026-10-26' })
    expect(refused(earlier, { lockedThrough: '2026-10-31' })).toBe('period_locked')
    const later = put(maria, { kind: 'contractor', from: '2026-11-01' })
    expect(refused(later, { lockedThrough: '2026-10-31' })).toBe('week_locked')
  })
})
