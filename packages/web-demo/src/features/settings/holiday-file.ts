import type { Holiday } from 'timesheets-sdk/model'

/** A calendar of holidays with the days of a file in it, before it is saved. */
export interface FilledCalendar {
  readonly file: string
  readonly from: string
  readonly to: string
  readonly days: readonly Holiday[]
  readonly changes: HolidayChanges
  /** Events with a time of day, which are left out. */
  readonly timed: number
  readonly recurring: number
  /** Second names of days, which are left out. */
  readonly repeated: readonly Holiday[]
}

/** The differences between two lists of holidays. */
export interface HolidayChanges {
  readonly added: readonly Holiday[]
  readonly removed: readonly Holiday[]
  readonly renamed: readonly { readonly before: Holiday; readonly after: Holiday }[]
}

export type HolidayFileFault = 'not_calendar' | 'no_days' | 'file_too_large'

/** A file of which nothing can be taken. */
export class HolidayFileError extends Error {
  override readonly name = 'HolidayFileError'
  readonly fault: HolidayFileFault
  /** The period that was looked for, where the file has no day in it. */
  readonly period: { readonly from: string; readonly to: string } | undefined

  constructor(fault: HolidayFileFault, period?: { readonly from: string; readonly to: string }) {
    super(fault)
    this.fault = fault
    this.period = period
  }
}

/** Calendars of holidays have some kilobytes; a parser of more would hold the page. */
export const maximumFileBytes = 4 * 1_024 * 1_024

/**
 * Puts the holidays of a calendar file (.ics) into a list of holidays: they replace those from this year to
 * the year after next.
 *
 * @throws {HolidayFileError}
 */
export async function fillFromFile(
  file: Pick<File, 'name' | 'size' | 'text'>,
  before: readonly Holiday[],
  today: string,
): Promise<FilledCalendar> {
  if (file.size > maximumFileBytes) throw new HolidayFileError('file_too_large')
  // Loaded late: few people ever choose such a file.
  const [text, { holidayPeriod, ImportError, readHolidays, replaceHolidays }] = await Promise.all([
    file.text(),
    import('timesheets-sdk/import/holidays'),
  ])
  const period = holidayPeriod(today)
  try {
    const { days: read, skipped, recurring, repeated } = readHolidays(text, period)
    if (read.length === 0) throw new HolidayFileError('no_days', period)
    const days = replaceHolidays(before, read, period)
    const changes = changesBetween(before, days)
    return { file: file.name, ...period, days, changes, timed: skipped, recurring, repeated }
  } catch (error) {
    throw error instanceof ImportError ? new HolidayFileError('not_calendar') : error
  }
}

function changesBetween(before: readonly Holiday[], after: readonly Holiday[]): HolidayChanges {
  const old = new Map(before.map((day) => [day.date, day]))
  const dates = new Set(after.map(({ date }) => date))
  return {
    added: after.filter(({ date }) => !old.has(date)),
    removed: before.filter(({ date }) => !dates.has(date)),
    renamed: after.flatMap((day) => {
      const known = old.get(day.date)
      return known && known.name !== day.name ? [{ before: known, after: day }] : []
    }),
  }
}
