import type { Absence } from '../model/absence.ts'
import { datesOfWeek, dayOfWeek } from '../model/calendar.ts'
import { clockText } from '../model/hours.ts'
import type { Person } from '../model/person.ts'
import type { Policy } from '../model/policy.ts'
import { totalMinutesOf, type WeekRecord } from '../model/week-record.ts'
import type { WeekFlag, WeekFlagCode } from '../model/week-schema.ts'
import { isAbsentOn, isActiveOn } from './expected-minutes.ts'
import { type Holidays, holidayOn } from './holidays.ts'
import { isRestDay, termsOn } from './terms.ts'

const longDayMinutes = 10 * 60
/** A week is unusual if it differs by at least half a day and by more than a fifth. */
const unusualMinutes = 4 * 60
const unusualShare = 0.2
/** A smaller shortfall is not worth a flag. */
const missedMinutes = 60

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** The facts of the roster about a day. */
export interface RosterDays {
  isRestDay(date: string): boolean
  isAbsent(date: string): boolean
  /** Whether it is a public holiday, unless half of the hours are expected. */
  isHoliday(date: string): boolean
  isActive(date: string): boolean
}

const unknownDays: RosterDays = {
  isRestDay: (date) => dayOfWeek(date) > 4,
  isAbsent: () => false,
  isHoliday: () => false,
  isActive: () => true,
}

/** The days of a person; `undefined`: not in the roster. */
export function rosterDaysOf(
  person: Person | undefined,
  absences: readonly Absence[],
  holidays: Holidays,
): RosterDays {
  if (!person) return unknownDays
  return {
    isRestDay: (date) => isRestDay(termsOn(person, date) ?? person, date),
    isAbsent: (date) => isAbsentOn(absences, date),
    isHoliday: (date) => {
      const holiday = holidayOn(termsOn(person, date), date, holidays)
      return holiday !== undefined && !holiday.half
    },
    isActive: (date) => isActiveOn(person, date),
  }
}

/**
 * The unusual facts about a week, for the person who decides on it.
 *
 * @param usualMinutes the median of the person's earlier weeks; `null` if there are none
 * @param expectedMinutes the person's expected time by the roster; `null` if unknown
 * @param days what the roster says of the days
 */
export function weekFlags(
  week: WeekRecord,
  policy: Pick<Policy, 'weeklyWarningHours'>,
  usualMinutes: number | null,
  expectedMinutes: number | null,
  days: RosterDays = unknownDays,
): (WeekFlag & { code: WeekFlagCode })[] {
  const total = totalMinutesOf(week)
  if (total === 0) return []
  const flags: (WeekFlag & { code: WeekFlagCode })[] = []
  if (total > policy.weeklyWarningHours * 60) {
    const limitMinutes = Math.round(policy.weeklyWarningHours * 60)
    const message = `${clockText(total)} in the week, more than ${clockText(limitMinutes)}`
    flags.push({ code: 'week_over_warning', message, minutes: total, limitMinutes })
  }
  datesOfWeek(week.week).forEach((date, index) => {
    const minutes = week.dayMinutes[index] ?? 0
    if (minutes > longDayMinutes) {
      const message = `${clockText(minutes)} on ${weekdays[index]}`
      flags.push({ code: 'long_day', message, date, minutes, limitMinutes: longDayMinutes })
    }
    if (minutes === 0) return
    const hours = `${clockText(minutes)} on ${weekdays[index]}`
    const flag = (code: WeekFlagCode, what: string) =>
      flags.push({ code, message: `${hours}, ${what}`, date, minutes })
    if (days.isRestDay(date)) flag('weekend', 'weekend')
    if (days.isAbsent(date)) flag('hours_on_absence', 'a day of absence')
    if (days.isHoliday(date)) flag('hours_on_holiday', 'a public holiday')
    if (!days.isActive(date)) flag('person_inactive', 'outside the active dates of the person')
  })
  if (usualMinutes !== null) {
    const difference = Math.abs(total - usualMinutes)
    if (difference >= unusualMinutes && difference > usualMinutes * unusualShare) {
      const side = total > usualMinutes ? 'over' : 'under'
      flags.push({
        code: total > usualMinutes ? 'over_usual' : 'under_usual',
        message: `${clockText(difference)} ${side} the usual ${clockText(usualMinutes)}`,
        minutes: total,
        usualMinutes,
      })
    }
  }
  if (expectedMinutes !== null && expectedMinutes - total >= missedMinutes) {
    flags.push({
      code: 'below_expected',
      message: `${clockText(expectedMinutes - total)} under the expected ${clockText(expectedMinutes)}`,
      minutes: total,
      expectedMinutes,
    })
  }
  if (week.correctedAtMs !== null) {
    flags.push({
      code: 'corrected_after_approval',
      message: 'roster or absences were corrected after the approval',
    })
  }
  if (week.rejectedAtMs !== null && week.status === 'submitted') {
    const changed = week.entriesChangedAtMs !== null && week.entriesChangedAtMs > week.rejectedAtMs
    flags.push(
      changed
        ? { code: 'changed_after_reject', message: 'changed after a rejection' }
        : { code: 'unchanged_after_reject', message: 'submitted again unchanged after a rejection' },
    )
  }
  return flags
}

/** The median of earlier weeks, for {@link weekFlags}. Weeks without hours do not count. */
export function usualMinutes(earlierTotals: readonly number[]): number | null {
  const sorted = earlierTotals.filter((total) => total > 0).sort((a, b) => a - b)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]
  return middle ?? null
}
