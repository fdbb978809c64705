import { clockText, type ExpectedDayReason, minutesFromHours, type Week } from 'timesheets-sdk/model'
import { plainText } from '../../io/terminal/plain-text.ts'

/** Decimal hours as `38:30`. */
export function hoursText(hours: number): string {
  return clockText(minutesFromHours(hours) ?? Math.round(hours * 60))
}

/** `38:30 of 40:00`, or `38:30` where nothing is expected. */
export function totalText({ totalHours, expectedHours }: Week): string {
  const total = hoursText(totalHours)
  return expectedHours === null || expectedHours === 0 ? total : `${total} of ${hoursText(expectedHours)}`
}

/** A week's flags, in words. */
export function flagsText({ flags }: Week): string {
  return flags.map(({ message }) => message).join('; ')
}

/** A week in one line, for what was done with it. */
export function weekLine(week: Week): string {
  const cells = [week.week, week.userId, week.status, totalText(week), flagsText(week)]
  return plainText(cells.filter((cell) => cell !== '').join('  '))
}

/** A week in full, a member a line. */
export function weekDetails(week: Week): string {
  const members: [string, string | null][] = [
    ['week', week.week],
    ['person', week.userId],
    ['status', week.status],
    ['hours', totalText(week)],
    ['billable', hoursText(week.billableHours)],
    ...dayTexts(week),
    ['submitted', week.submittedAt],
    ['decided', week.decidedAt],
    ['by', week.decidedBy],
    ['reason', week.reason],
    ['unusual', flagsText(week) || null],
    ['you may', week.actions.join(', ') || null],
  ]
  return members
    .flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(13)}${plainText(value)}\n`]))
    .join('')
}

const reasons: Readonly<Record<ExpectedDayReason, string>> = {
  terms: '',
  holiday: 'public holiday',
  half_holiday: 'half a public holiday',
  absence: 'absent',
  inactive: 'not active',
}

/** The days with hours, or if it is known what is expected, all on which there is something to tell. */
function dayTexts({ days, expectedDays }: Week): [date: string, text: string][] {
  if (!expectedDays) return Object.entries(days).map(([date, hours]) => [date, hoursText(hours)])
  return expectedDays.flatMap(({ date, hours, reason, name }): [string, string][] => {
    const logged = days[date] ?? 0
    const why = [reasons[reason], name].filter((part) => part).join(', ')
    if (logged === 0 && hours === 0 && why === '') return []
    const of = hours === 0 ? '' : ` of ${hoursText(hours)}`
    return [[date, `${hoursText(logged)}${of}${why === '' ? '' : `  ${why}`}`]]
  })
}
