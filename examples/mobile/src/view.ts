import { clockText, datesOfWeek, minutesFromHours, weekOf } from 'timesheets-sdk/model'
import type { KnownFacts, Outbox, OutboxRow } from 'timesheets-sdk/outbox'
import { isActiveOn, lockedStatuses, weekTransitions } from 'timesheets-sdk/rules'

/** A project to tap on. */
export interface Choice {
  readonly project: string
  readonly name: string | undefined
}

export interface Day {
  readonly date: string
  readonly rows: readonly OutboxRow[]
  /** As `7:30`. */
  readonly total: string
}

/** The content of the screens: read from the phone alone, so it is there without a network. */
export interface View {
  readonly week: string
  readonly status: KnownFacts['weeks'][number]['status']
  readonly days: readonly Day[]
  readonly today: Day
  readonly total: string
  /** The projects of the first tap: the latest used first, then the others of the catalogue. */
  readonly choices: readonly Choice[]
  /** Hours that the API has not stored yet, and those of them that it refused. */
  readonly waiting: number
  readonly refused: number
  readonly canSubmit: boolean
  /** Whether the week is submitted or approved, so that nothing in it can change. */
  readonly isLocked: boolean
}

/** The second tap. */
export const hourChoices: readonly number[] = [0.5, 1, 2, 4, 6, 8]

const mostChoices = 6

export async function readView(outbox: Outbox, today: string): Promise<View> {
  const [known, rows, changes] = await Promise.all([outbox.known(), outbox.rows(), outbox.changes()])
  const week = weekOf(today)
  const days = datesOfWeek(week).map((date) => dayOf(date, rows))
  const refused = changes.filter(({ status }) => status === 'refused').length
  const status = known.weeks.find((one) => one.week === week)?.status ?? 'open'
  const isUsed = days.some((day) => day.rows.length > 0)
  return {
    week,
    status,
    days,
    today: dayOf(today, rows),
    total: totalOf(days.flatMap((day) => day.rows)),
    choices: choicesOf(known, rows, today),
    waiting: changes.length - refused,
    refused,
    canSubmit: weekTransitions.submit.from.includes(status) && isUsed && refused === 0,
    isLocked: lockedStatuses.includes(status),
  }
}

function dayOf(date: string, all: readonly OutboxRow[]): Day {
  const rows = all.filter((row) => row.date === date)
  return { date, rows, total: totalOf(rows) }
}

function totalOf(rows: readonly OutboxRow[]): string {
  return clockText(rows.reduce((sum, { hours }) => sum + (minutesFromHours(hours) ?? 0), 0))
}

function choicesOf({ projects = [] }: KnownFacts, rows: readonly OutboxRow[], date: string): Choice[] {
  const names = new Map(projects.map(({ code, name }) => [code, name]))
  const latestFirst = [...rows].sort((a, b) => (a.date < b.date ? 1 : -1)).map(({ project }) => project)
  const active = projects.filter((project) => isActiveOn(project, date)).map(({ code }) => code)
  const isOffered = (code: string) => projects.length === 0 || active.includes(code)
  const codes = [...new Set([...latestFirst.filter(isOffered), ...active])].slice(0, mostChoices)
  return codes.map((project) => ({ project, name: names.get(project) }))
}
