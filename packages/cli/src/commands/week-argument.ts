import { addDays, isCalendarDate, isIsoWeek, weekFault, weekOf } from 'timesheets-sdk/model'
import type { Io } from '../io/io.ts'
import { UsageError } from '../io/outcome/errors.ts'
import { excerpt } from '../io/terminal/plain-text.ts'

/** The last week that is over, by UTC. */
export function lastWeek({ now }: Pick<Io, 'now'>): string {
  return weekOf(addDays(new Date(now()).toISOString().slice(0, 10), -7))
}

export const weekArgumentHelp = 'a week, as 2026-W48, or a date in it'

/**
 * The ISO week that was typed: itself, or a date in it.
 * @throws {UsageError} that says what was typed, and where
 */
export function readWeek(text: string, name = 'week'): string {
  const week = text.toUpperCase()
  if (isIsoWeek(week)) return week
  if (isCalendarDate(text)) return weekOf(text)
  const fault = weekFault(week) ?? 'is not a week: write 2026-W48, or a date in it'
  throw new UsageError(`${name}: "${excerpt(text, 30)}" ${fault}`)
}
