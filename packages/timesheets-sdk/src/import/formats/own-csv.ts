import type { FormatDescription } from './format.ts'

/** Our own CSV, as exported by the API or written by other programs. */
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
  orderedBy: [],
  notWork: [],
  work: [],
  emptyCell: '',
  renamed: {},
}

/**
 * Columns that are ignored silently: those only the API sets, and those that a report of rejected rows adds.
 */
export const columnsPassedOver = ['status', 'minutes', 'version', 'line', 'column', 'code', 'reason'] as const
