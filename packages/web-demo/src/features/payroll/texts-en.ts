import type { ObstacleReason, PeriodChange } from 'timesheets-sdk/model'
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
    flagged: 'has hours to look at',
    corrected_after_approval: 'corrected after the approval',
  } satisfies Record<ObstacleReason, string> as Record<ObstacleReason, string>,
  notices: (number: number) =>
    number === 1 ? '1 approved week to look at' : `${number} approved weeks to look at`,
  noticesHelp:
    'They have hours on days on which none are expected. Their approver has seen that: they do not stop the closing.',
  approvedSoFar: 'Approved so far',
  withoutRate: (minutes: number) => `${time(minutes)} without a rate`,
  changesToCome: (version: number) => `What closing the month now would change since closing ${version}`,
  changesSince: (version: number) => `What changed since closing ${version}`,
  noChanges: 'Nothing changed.',
  changed: (lines: number, minutes: number) =>
    `${lines === 1 ? '1 line differs' : `${lines} lines differ`}, ${time(Math.abs(minutes))} ${minutes < 0 ? 'less' : 'more'} in all`,
  changes: { added: 'Added', removed: 'Removed', changed: 'Changed' } satisfies Record<
    PeriodChange['change'],
    string
  > as Record<PeriodChange['change'], string>,
  kind: (kind: string | null) =>
    ({ employee: 'Employee', contractor: 'Contractor' })[kind ?? ''] ?? 'Not in the roster',
  noClient: 'No client',
  notBillable: 'Not billable',
  date: 'Date',
  project: 'Project',
  before: 'Before',
  after: 'After',
  other: 'Other differences',
  noLine: 'none',
  closingNow: (month: string) => `Closing ${month}: the lines of everyone’s approved hours are being kept.`,
  reopening: (month: string) => `Reopening ${month}.`,
  seconds: (number: number) => `${number} s`,
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
