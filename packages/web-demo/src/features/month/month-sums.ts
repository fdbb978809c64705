import { addDays, datesOfWeek, type Entry, weekOf } from 'timesheets-sdk/model'

export interface ProjectSum {
  readonly project: string
  readonly minutes: number
  /** On how many days. */
  readonly days: number
}

export interface DaySum {
  readonly date: string
  readonly minutes: number
  /** By project, in the order of the sums of the month. */
  readonly parts: readonly { readonly project: string; readonly minutes: number }[]
}

export interface WeekSum {
  readonly week: string
  /** Of the days of this month alone. */
  readonly minutes: number
}

export interface MonthSums {
  readonly days: readonly DaySum[]
  /** The largest first. */
  readonly projects: readonly ProjectSum[]
  /** Without a week that reaches into another month and has no hours in this one. */
  readonly weeks: readonly WeekSum[]
  readonly minutes: number
}

/** The dates of a month, `2026-11`. */
export function datesOfMonth(month: string): string[] {
  const dates: string[] = []
  for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) dates.push(date)
  return dates
}

/** The hours of a month by day, project and week. */
export function sumMonth(month: string, entries: readonly Entry[]): MonthSums {
  const byProject = new Map<string, Map<string, number>>()
  for (const { project, date, hours } of entries) {
    const days = byProject.get(project) ?? new Map<string, number>()
    days.set(date, (days.get(date) ?? 0) + Math.round(hours * 60))
    byProject.set(project, days)
  }
  const projects = [...byProject]
    .map(([project, days]): ProjectSum => ({ project, minutes: total(days.values()), days: days.size }))
    .sort((a, b) => b.minutes - a.minutes || a.project.localeCompare(b.project))
  const days = datesOfMonth(month).map((date): DaySum => {
    const parts = projects.flatMap(({ project }) => {
      const minutes = byProject.get(project)?.get(date) ?? 0
      return minutes > 0 ? [{ project, minutes }] : []
    })
    return { date, parts, minutes: total(parts.map((part) => part.minutes)) }
  })
  const weeks = new Map<string, number>()
  for (const { date, minutes } of days) weeks.set(weekOf(date), (weeks.get(weekOf(date)) ?? 0) + minutes)
  return {
    days,
    projects,
    weeks: [...weeks]
      .map(([week, minutes]) => ({ week, minutes }))
      .filter(({ week, minutes }) => minutes > 0 || isWithin(week, month)),
    minutes: total(days.map((day) => day.minutes)),
  }
}

function isWithin(week: string, month: string): boolean {
  return datesOfWeek(week).every((date) => date.startsWith(month))
}

function total(numbers: Iterable<number>): number {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}
