import type { FormatDescription } from './format.ts'

/** Harvest, detailed time report. */
export const harvest: FormatDescription = {
  title: 'Harvest',
  columns: {
    email: ['Email'],
    firstName: ['First Name'],
    lastName: ['Last Name'],
    date: ['Date'],
    duration: ['Hours'],
    client: ['Client'],
    project: ['Project'],
    projectCode: ['Project Code'],
    task: ['Task'],
    note: ['Notes'],
    billable: ['Billable?'],
  },
  telling: [['Date', 'Hours', 'First Name', 'Last Name']],
  needed: ['date', 'duration', 'project'],
  identity: ['client', 'project', 'task'],
  countsMinutes: true,
  // A note is corrected less often than hours.
  orderedBy: ['note', 'duration', 'projectCode', 'billable'],
  notWork: [],
  work: [],
  emptyCell: '',
  renamed: {},
}
