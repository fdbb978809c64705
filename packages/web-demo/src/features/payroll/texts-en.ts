import type { ObstacleReason } from 'timesheets-sdk/model'
import { formatMinutes as time } from '../../texts/formats.ts'

const weeks = (number: number) => (number === 1 ? '1 week' : `${number} weeks`)

/** Every text of payroll, in English: the shape that every other language fills. */
export const payrollEn = {
  title: 'Payroll',
  documentTitle: 'Payroll · Timesheets',
  months: 'Months',
  open: 'Open',
  closed: 'Closed',
  obstacles: (number: number) => `${weeks(number)} in the way of closing`,
  clear: 'Nothing is in the way: the month can be closed.',
  reasons: {
    not_started: 'nothing logged',
    below_expected: 'fewer hours than expected',
    not_submitted: 'not submitted',
    rejected: 'rejected',
    submitted: 'waits for approval',
    corrected_after_approval: 'corrected after the approval',
  } satisfies Record<ObstacleReason, string> as Record<ObstacleReason, string>,
  person: 'Person',
  week: 'Week',
  reason: 'Reason',
  close: 'Close the month',
  closeAnyway: 'Close it anyway',
  closeHelp: 'Nothing in this month can be changed then. Its lines are kept for payroll.',
  forceReason: 'Why is it closed although weeks are in the way?',
  reopen: 'Reopen the month',
  reopenReason: 'Why is it reopened?',
  reasonMissing: 'Enter a reason.',
  export: 'Export CSV',
  exported: (bytes: string) => `Exported ${bytes}.`,
  closedNow: (month: string) => `${month} is closed.`,
  reopenedNow: (month: string) => `${month} is open again.`,
  closings: 'Closings',
  closing: (version: number, who: string, when: string) => `Closing ${version}, by ${who} on ${when}`,
  figures: (people: number, minutes: number, billable: number) =>
    `${people === 1 ? '1 person' : `${people} people`}, ${time(minutes)}, of which ${time(billable)} billable`,
  late: (minutes: number) =>
    `${time(minutes)} are of earlier months and were approved after these were closed.`,
  because: (reason: string) => `Although weeks were in the way: ${reason}`,
  reopened: (who: string, when: string, reason: string) => `Reopened by ${who} on ${when}: ${reason}`,
}

export type PayrollTexts = typeof payrollEn
