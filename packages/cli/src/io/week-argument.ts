import { isCalendarDate, isIsoWeek, weekOf } from 'timesheets-sdk/model'
import { UsageError } from './errors.ts'
import { excerpt } from './plain-text.ts'

export const weekArgumentHelp = 'a week, as 2026-W48, or a date in it'

/**
 * The ISO week that was typed: itself, or a date in it.
 * @throws {UsageError} that says what was typed, and where
 */
export function readWeek(text: string, name = 'week'): string {
  if (isIsoWeek(text)) return text
  if (isCalendarDate(text)) return weekOf(text)
  throw new UsageError(`${name}: "${excerpt(text, 30)}" is not a week: write 2026-W48, or a date in it`)
}
