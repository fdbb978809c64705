import type { Measured, Span } from './cells/contradiction.ts'
import { type DateOrder, daysBetween, readDate } from './cells/date.ts'
import { readTimeOfDay } from './cells/time-of-day.ts'
import type { ImportLayout } from './formats/layout.ts'
import { textOf } from './record.ts'

/**
 * The time from the start to the end of a row, less its break; `undefined` if they do not show it.
 *
 * @param duration of the row, in seconds, for an end whose day is not known
 */
export function spanOf(
  layout: ImportLayout,
  cells: readonly string[],
  order: DateOrder,
  duration: number,
  pause: number,
): (Span & { readonly hasSeconds: boolean }) | undefined {
  const start = readTimeOfDay(textOf(layout, cells, 'startTime'))
  const end = readTimeOfDay(textOf(layout, cells, 'endTime'), true)
  if (start === undefined || end === undefined) return undefined
  const days = daysOf(layout, cells, order) ?? (layout.places.endDate === undefined ? 0 : undefined)
  if (days === undefined) return undefined
  const between = end.seconds - start.seconds
  const daysBetweenThem = layout.places.endDate === undefined ? daysAfter(between, duration + pause) : days
  const hasSeconds = start.hasSeconds && end.hasSeconds
  return {
    seconds: daysBetweenThem * 86_400 + between - pause,
    resolutionSeconds: hasSeconds ? 1 : 60,
    startSecond: start.seconds,
    hasSeconds,
  }
}

/** Without an end date, an end before the start is on the next day, or later if the duration says so. */
function daysAfter(between: number, duration: number): number {
  const earliest = between < 0 ? 1 : 0
  return Math.max(earliest, Math.round((duration - between) / 86_400))
}

const hour = 3_600

/**
 * Whether a night from start to end may be an afternoon on a clock of 12 hours, 12 hours shorter: `9:00` to
 * `5:30`. An end date or a duration would show it, and an hour of 0 the clock.
 */
export function mayBeAfternoon(
  layout: ImportLayout,
  cells: readonly string[],
  { seconds }: Measured,
): boolean {
  if (seconds < 12 * hour || layout.places.endDate !== undefined) return false
  const texts = [textOf(layout, cells, 'startTime'), textOf(layout, cells, 'endTime')]
  const [start = 0, end = 0] = texts.map((text) => readTimeOfDay(text)?.seconds)
  const isOfBothClocks = [start, end].every((time) => time >= hour && time < 13 * hour)
  return isOfBothClocks && end < start && !texts.some((text) => /[ap]/i.test(text))
}

function daysOf(layout: ImportLayout, cells: readonly string[], order: DateOrder): number | undefined {
  const start = readDate(textOf(layout, cells, 'date'))?.[order]
  const end = readDate(textOf(layout, cells, 'endDate'))?.[order]
  return start === undefined || end === undefined ? undefined : daysBetween(start, end)
}
