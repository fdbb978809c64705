import { isCalendarDate, isIsoWeek, weekOf } from 'timesheets-sdk/model'

/**
 * The week that a person names: `2026-W48`, `2026-48`, `W48`, `KW 48`, `week 48`, or a day in it:
 * `2026-11-23`, `23.11.`, `23.11.2026`, `23/11`. Without a year, it is this year's.
 */
export function readWeek(typed: string, today: string): string | undefined {
  const text = typed.trim().toLowerCase()
  const year = today.slice(0, 4)
  const week =
    /^(\d{4})-(\d{1,2})$/.exec(text) ?? /^(?:(\d{4})-?\s?)?(?:w|kw|week|woche)\s?(\d{1,2})$/.exec(text)
  if (week) return ifWeek(`${week[1] ?? year}-W${week[2]?.padStart(2, '0')}`)
  const day = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4})?)?$/.exec(text)
  const date = day ? `${day[3] ?? year}-${day[2]?.padStart(2, '0')}-${day[1]?.padStart(2, '0')}` : text
  return isCalendarDate(date) ? weekOf(date) : undefined
}

/** The month that an address names: `2026-11`, `2026-1`, or a day in it. */
export function readMonth(text: string): string | undefined {
  const [, year, month] = /^(\d{4})-(\d{1,2})(?:-\d{2})?$/.exec(text) ?? []
  const name = `${year}-${month?.padStart(2, '0')}`
  return isCalendarDate(`${name}-01`) ? name : undefined
}

function ifWeek(week: string): string | undefined {
  return isIsoWeek(week) ? week : undefined
}
