import {
  type ClosedAmount,
  type Closing,
  calendarMonth,
  daysOfMonth,
  hoursFromMinutes,
  type Period,
} from 'timesheets-sdk/model'
import { UsageError } from '../../io/outcome/errors.ts'
import { excerpt } from '../../io/terminal/plain-text.ts'
import { hoursText } from '../weeks/week-text.ts'

export const monthArgumentHelp = 'the month, YYYY-MM'

/** @throws {UsageError} if the text is not a month */
export function readMonth(text: string): string {
  if (calendarMonth.safeParse(text).success) return text
  throw new UsageError(`"${excerpt(text, 30)}" is not a month: write it as 2026-11`)
}

/** A month and its closings, a line each. */
export function periodDetails(period: Period): string {
  const { from, to } = daysOfMonth(period.period)
  const lines = [`${period.period}  ${period.status}  ${from} to ${to}`, ...period.closings.map(closingLine)]
  return `${lines.join('\n')}\n`
}

/** A closing on one line. */
export function closingLine(closing: Closing): string {
  const { version, closedAt, people, lines, minutes, lateMinutes, amounts, digest } = closing
  const { reason, reopenReason } = closing
  const late = lateMinutes === 0 ? '' : `, ${hoursText(hoursFromMinutes(lateMinutes))} of them late`
  return [
    `version ${version}, ${closedAt.slice(0, 10)}: ${people} people, ${lines} lines, ${hoursText(hoursFromMinutes(minutes))} hours${late}, SHA-256 ${digest}`,
    ...(amounts.length === 0 ? [] : [`  ${amounts.map(amountText).join(', ')}`]),
    ...(reason === null ? [] : [`  closed by force: ${reason}`]),
    ...(reopenReason === null ? [] : [`  reopened: ${reopenReason}`]),
  ].join('\n')
}

function amountText({ currency, amount, minutes }: ClosedAmount): string {
  return amount === undefined
    ? `${hoursText(hoursFromMinutes(minutes))} hours without a rate`
    : `${amount} ${currency}`
}
