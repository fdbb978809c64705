import {
  type Absence,
  type AbsenceKind,
  datesOfWeek,
  type Person,
  type Policy,
  type Week,
} from 'timesheets-sdk/model'
import { expectedMinutes, isActiveOn } from 'timesheets-sdk/rules'
import { folded } from '../../components/folded.ts'

export const teamFilters = ['all', 'open', 'under', 'over', 'away'] as const
export type TeamFilter = (typeof teamFilters)[number]

export interface TeamDay {
  readonly date: string
  readonly minutes: number
  readonly absence: AbsenceKind | undefined
}

/** A person in a week: hours by day, absences, and the hours that the roster expects. */
export interface TeamRow {
  readonly person: Person
  readonly days: readonly TeamDay[]
  readonly minutes: number
  readonly expectedMinutes: number
  /** `undefined`: nothing was ever logged in it. */
  readonly status: Week['status'] | undefined
}

/** The people who are active in a week, by name, each with their hours. */
export function teamRows(
  people: Iterable<Person>,
  week: string,
  weeks: readonly Week[],
  absences: readonly Absence[],
  policy: Pick<Policy, 'holidayCalendars'>,
): TeamRow[] {
  const dates = datesOfWeek(week)
  const weekOf = new Map(weeks.map((one) => [one.userId, one]))
  const awayOf = Map.groupBy(absences, ({ userId }) => userId)
  const { compare } = new Intl.Collator()
  return [...people]
    .filter((person) => weekOf.has(person.userId) || dates.some((date) => isActiveOn(person, date)))
    .sort((a, b) => compare(a.name, b.name))
    .map((person) => {
      const own = weekOf.get(person.userId)
      const away = awayOf.get(person.userId) ?? []
      const expected = own?.expectedHours
      return {
        person,
        days: dates.map((date) => ({
          date,
          minutes: Math.round((own?.days[date] ?? 0) * 60),
          absence: away.find(({ from, to }) => from <= date && date <= to)?.kind,
        })),
        minutes: Math.round((own?.totalHours ?? 0) * 60),
        // A submitted week keeps what was expected then.
        expectedMinutes:
          expected == null ? expectedMinutes(person, week, away, policy) : Math.round(expected * 60),
        status: own?.status,
      }
    })
}

/** The rows whose person's name contains a text and that a filter leaves. */
export function filterRows(rows: readonly TeamRow[], search: string, filter: TeamFilter): TeamRow[] {
  const wanted = folded(search)
  const passes: Record<TeamFilter, (row: TeamRow) => boolean> = {
    all: () => true,
    open: ({ status }) => status !== 'submitted' && status !== 'approved',
    under: (row) => row.minutes < row.expectedMinutes,
    over: (row) => row.minutes > row.expectedMinutes,
    away: ({ days }) => days.some(({ absence }) => absence !== undefined),
  }
  return rows.filter((row) => folded(row.person.name).includes(wanted) && passes[filter](row))
}
