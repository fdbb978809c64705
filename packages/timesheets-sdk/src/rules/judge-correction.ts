import type { Absence } from '../model/absence.ts'
import { datesOfWeek } from '../model/calendar.ts'
import type { Person } from '../model/person.ts'
import type { Policy } from '../model/policy.ts'
import type { Violation } from '../model/violation.ts'
import type { WeekRecord } from '../model/week-record.ts'
import { isActiveOn } from './expected-minutes.ts'
import { expectedMinutesOn, termsOn } from './terms.ts'
import { lockedStatuses } from './week-transitions.ts'

/** A week that a change of roster or absences would alter, and its days that differ. */
export interface AlteredWeek<Record = WeekRecord> {
  readonly record: Record
  readonly dates: readonly string[]
}

type StatusOfWeek = Pick<WeekRecord, 'week' | 'status'>

/** The weeks among `records` in which a person's terms would be others. */
export function weeksAlteredByTerms(
  before: Person | undefined,
  after: Person | undefined,
  records: readonly WeekRecord[],
): AlteredWeek[] {
  return altered(records, (date) => termsText(before, date) !== termsText(after, date))
}

/** The weeks among `records` in which days would become days of absence, of another kind, or of none. */
export function weeksAlteredByAbsence(
  before: Pick<Absence, 'from' | 'to' | 'kind'> | undefined,
  after: Pick<Absence, 'from' | 'to' | 'kind'> | undefined,
  records: readonly WeekRecord[],
): AlteredWeek[] {
  const kindOn = (absence: typeof before, date: string) =>
    absence && absence.from <= date && date <= absence.to ? absence.kind : undefined
  return altered(records, (date) => kindOn(before, date) !== kindOn(after, date))
}

/**
 * The reason why weeks cannot be altered: they are approved, or in a closed period. A caller who asks for it
 * may correct them.
 *
 * @param isNew whether the person was not in the roster, so that approved weeks did not say anything of them
 */
export function judgeCorrection(
  weeks: readonly AlteredWeek<StatusOfWeek>[],
  { lockedThrough }: Pick<Policy, 'lockedThrough'>,
  options: { readonly correct: boolean; readonly isNew?: boolean },
): Violation | undefined {
  if (options.correct) return undefined
  const remedy = 'choose a later day, or set correct to change what was paid'
  const closed = weeks.find(
    ({ dates }) => lockedThrough !== null && dates.some((date) => date <= lockedThrough),
  )
  if (closed && lockedThrough !== null) {
    const message = `this changes week ${closed.record.week}, and everything through ${lockedThrough} is closed: ${remedy}`
    return { code: 'period_locked', message, path: '', lockedThrough }
  }
  const approved = options.isNew ? undefined : weeks.find(({ record }) => record.status === 'approved')
  if (!approved) return undefined
  const { week, status } = approved.record
  const message = `this changes week ${week}, which is ${status}: ${remedy}`
  return { code: 'week_locked', message, path: '', week, status }
}

/** The weeks among altered ones that were approved or closed: what payroll has to look at again. */
export function correctedWeeks(
  weeks: readonly AlteredWeek<StatusOfWeek>[],
  { lockedThrough }: Pick<Policy, 'lockedThrough'>,
): string[] {
  const isClosed = (date: string) => lockedThrough !== null && date <= lockedThrough
  return weeks
    .filter(({ record, dates }) => record.status === 'approved' || dates.some(isClosed))
    .map(({ record }) => record.week)
}

/** Whether a week keeps what the roster said, so that a correction has to change it. */
export function isFrozen({ status }: Pick<WeekRecord, 'status'>): boolean {
  return lockedStatuses.includes(status)
}

function altered(records: readonly WeekRecord[], differs: (date: string) => boolean): AlteredWeek[] {
  return records.flatMap((record) => {
    const dates = datesOfWeek(record.week).filter(differs)
    return dates.length > 0 ? [{ record, dates }] : []
  })
}

/** All that terms decide about a day. */
function termsText(person: Person | undefined, date: string): string {
  if (!person || !isActiveOn(person, date)) return ''
  const terms = termsOn(person, date)
  if (!terms) return ''
  const { kind, managerId, rateGroup, holidayCalendar } = terms
  return JSON.stringify([kind, managerId, rateGroup, holidayCalendar, expectedMinutesOn(terms, date)])
}
