import { datesOfWeek, dayOfWeek } from '../model/calendar.ts'
import { hoursFromMinutes } from '../model/hours.ts'
import type { ParsedPerson, Person, Terms } from '../model/person.ts'
import { isSameContent } from '../model/same-content.ts'

/**
 * The terms of a person on a day; `undefined` before the first. A person without a history has the same terms
 * on every day.
 */
export function termsOn<T extends object>(
  person: T & { readonly terms?: readonly Terms[] | undefined },
  date: string,
): T | Terms | undefined {
  return person.terms === undefined ? person : person.terms.findLast(({ from }) => from <= date)
}

/** The name of a person on a day; before the first terms, the first name. `undefined`: not in the roster. */
export function nameOn(person: Person | undefined, date: string): string | undefined {
  if (!person?.terms) return person?.name
  return (person.terms.findLast(({ from }) => from <= date) ?? person.terms[0])?.name
}

/** The terms of a person in an ISO week: those of its last day on which the person is active. */
export function termsOfWeek(person: Person, week: string): Person | Terms | undefined {
  const [monday, sunday] = [datesOfWeek(week)[0] as string, datesOfWeek(week)[6] as string]
  const { activeTo } = person
  const hasLeft = activeTo !== undefined && activeTo >= monday && activeTo < sunday
  return termsOn(person, hasLeft ? activeTo : sunday)
}

/** The minutes that terms ask for on a day, before absences. A fraction if a week has no whole fifth. */
export function expectedMinutesOn(
  { hoursByWeekday, expectedHoursPerWeek }: Pick<Terms, 'hoursByWeekday' | 'expectedHoursPerWeek'>,
  date: string,
): number {
  const weekday = dayOfWeek(date)
  if (hoursByWeekday) return Math.round((hoursByWeekday[weekday] ?? 0) * 60)
  return weekday < 5 ? (expectedHoursPerWeek * 60) / 5 : 0
}

/** Whether terms make a day one of rest: Saturday and Sunday, or the free days of those who work on these. */
export function isRestDay({ hoursByWeekday }: Pick<Terms, 'hoursByWeekday'>, date: string): boolean {
  const weekday = dayOfWeek(date)
  if (!hoursByWeekday) return weekday > 4
  const worksOnWeekend = (hoursByWeekday[5] ?? 0) + (hoursByWeekday[6] ?? 0) > 0
  return (weekday > 4 || worksOnWeekend) && (hoursByWeekday[weekday] ?? 0) === 0
}

/** Terms as a request sets them. */
export interface TermsRequest {
  readonly userId: string
  readonly content: ParsedPerson
  /** The present day, from which terms count by default. */
  readonly today: string
  /** Milliseconds since the epoch. */
  readonly nowMs: number
}

/**
 * A person after a request. Its terms count from its day until the next terms, which stay. Terms that change
 * nothing are left out, and the first ones reach back to the first day of the person.
 */
export function personAfter(
  before: Person | undefined,
  { userId, content, today, nowMs }: TermsRequest,
): Person {
  const { activeFrom, activeTo, email } = content
  const from = content.from ?? (before && activeFrom < today ? today : activeFrom)
  const history = before ? (before.terms ?? [{ ...termsOfDay(before), from: before.activeFrom }]) : []
  const { from: _, ...added } = termsFrom(content, from)
  const person = {
    userId,
    ...added,
    activeFrom,
    ...(email === undefined ? {} : { email }),
    ...(activeTo === undefined ? {} : { activeTo }),
    updatedAt: new Date(nowMs).toISOString(),
    terms: withTerms(history, { ...added, from }, activeFrom),
  }
  return personOn(person, today)
}

/** The terms in a request body, with hours rounded to minutes. */
function termsFrom(content: ParsedPerson, from: string): Terms {
  const { name, kind, managerId, expectedHoursPerWeek, hoursByWeekday, timeZone } = content
  const { rateGroup, holidayCalendar } = content
  const rounded = (hours: number) => hoursFromMinutes(Math.round(hours * 60))
  return {
    from,
    name,
    kind,
    ...(managerId === undefined ? {} : { managerId }),
    expectedHoursPerWeek: rounded(expectedHoursPerWeek),
    ...(hoursByWeekday === undefined ? {} : { hoursByWeekday: hoursByWeekday.map(rounded) }),
    ...(rateGroup === undefined ? {} : { rateGroup }),
    ...(holidayCalendar === undefined ? {} : { holidayCalendar }),
    timeZone,
  }
}

/** A person with the terms of a day; before the first terms, with these. */
export function personOn(person: Person & { readonly terms: readonly Terms[] }, date: string): Person {
  const current = person.terms.findLast(({ from }) => from <= date) ?? person.terms[0]
  if (!current) return person
  const { from: _, ...shown } = current
  const { managerId: __, hoursByWeekday: ___, rateGroup: ____, holidayCalendar: _____, ...kept } = person
  return { ...kept, ...shown, terms: [...person.terms] }
}

function withTerms(history: readonly Terms[], added: Terms, activeFrom: string): Terms[] {
  const all = [...history.filter(({ from }) => from !== added.from), added].sort((a, b) =>
    a.from < b.from ? -1 : 1,
  )
  const [first, ...later] = all
  const reaching = first && first.from > activeFrom ? { ...first, from: activeFrom } : first
  return (reaching ? [reaching, ...later] : later).filter((terms, index, rows) => {
    const previous = rows[index - 1]
    return !previous || !isSameContent({ ...previous, from: '' }, { ...terms, from: '' })
  })
}

function termsOfDay({
  name,
  kind,
  managerId,
  expectedHoursPerWeek,
  hoursByWeekday,
  rateGroup,
  holidayCalendar,
  timeZone,
}: Person): Omit<Terms, 'from'> {
  return {
    name,
    kind,
    ...(managerId === undefined ? {} : { managerId }),
    expectedHoursPerWeek,
    ...(hoursByWeekday === undefined ? {} : { hoursByWeekday }),
    ...(rateGroup === undefined ? {} : { rateGroup }),
    ...(holidayCalendar === undefined ? {} : { holidayCalendar }),
    timeZone,
  }
}
