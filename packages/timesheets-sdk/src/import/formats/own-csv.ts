import type { FormatDescription } from './format.ts'

/** Our own CSV: what the API exports, and what other programs write for it. */
export const ownCsv: FormatDescription = {
  title: 'Timesheets',
  columns: {
    id: ['id'],
    userId: ['userId'],
    email: ['Email'],
    name: ['User', 'Member', 'Employee', 'Person', 'Name'],
    firstName: ['First name'],
    lastName: ['Last name'],
    date: ['date'],
    project: ['project'],
    duration: ['hours'],
    note: ['note'],
    billable: ['billable'],
  },
  telling: [['date', 'project', 'hours']],
  needed: ['date', 'project', 'duration'],
  identity: ['project', 'note'],
  countsMinutes: false,
  placesByContent: false,
  notWork: [],
  emptyCell: '',
  renamed: {},
}

/** Columns that are passed over without a word: what the API alone says of an entry, and what a report of rejected rows adds. */
export const columnsPassedOver = ['status', 'line', 'column', 'code', 'reason'] as const
