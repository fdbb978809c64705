import type { PeriodName } from '../../components/periods.ts'
import { formatMinutes as time } from '../../texts/formats.ts'
import type { ReportGroup } from './report-view.ts'

const entries = (number: number) => (number === 1 ? '1 entry' : `${number} entries`)

/** Every text of the reports, in English: the shape that every other language fills. */
export const reportsEn = {
  title: 'Reports',
  documentTitle: 'Reports · Timesheets',
  filters: 'Report',
  period: 'Period',
  otherPeriod: 'Other dates',
  periods: {
    thisWeek: 'This week',
    lastWeek: 'Last week',
    thisMonth: 'This month',
    lastMonth: 'Last month',
    thisYear: 'This year',
  } satisfies Record<PeriodName, string> as Record<PeriodName, string>,
  from: 'From',
  to: 'To',
  by: 'By',
  groups: {
    person: 'Person',
    project: 'Project',
    client: 'Client',
    kind: 'Kind of person',
    status: 'Status',
    week: 'Week',
    month: 'Month',
  } satisfies Record<ReportGroup, string> as Record<ReportGroup, string>,
  status: 'Status of the week',
  anyStatus: 'Any',
  person: 'Person',
  everyone: 'Everyone',
  me: 'Me',
  project: 'Project',
  allProjects: 'All projects',
  kinds: { employee: 'Employees', contractor: 'Contractors', unknown: 'Not in the roster' } as Record<
    string,
    string
  >,
  noClient: 'No client',
  weekLabel: (week: string) => `Week ${Number(week.slice(6))}`,
  weekShort: (week: string) => `W${Number(week.slice(6))}`,
  others: (number: number) => `${number} others`,
  hours: 'Hours',
  share: 'Share',
  billable: 'Billable',
  count: 'Entries',
  amount: 'Amount',
  withoutRate: (minutes: number) => `${time(minutes)} without a rate`,
  total: 'Total',
  summary: (minutes: number, number: number) => `${time(minutes)} in ${entries(number)}`,
  billableShare: (percent: string) => `${percent} billable`,
  chart: 'Hours over time',
  table: 'The same as a table',
  overTime: 'By week or month',
  showEntries: (name: string, hours: string) => `${hours}: show the entries of ${name}`,
  none: 'There are no hours for these filters.',
  empty: 'The last day is before the first. Change one of the dates.',
  export: 'Export CSV',
  print: 'Print',
  exported: (bytes: string) => `Exported ${bytes}.`,
  saveView: 'Save this report',
  savedViews: 'Saved reports',
  viewName: 'Name of the report',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  forget: (name: string) => `Remove ${name}`,
  entriesOf: (name: string, range: string) => `${name}, ${range}`,
  date: 'Date',
  note: 'Note',
}

export type ReportTexts = typeof reportsEn
