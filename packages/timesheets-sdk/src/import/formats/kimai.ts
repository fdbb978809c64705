import type { FormatDescription } from './format.ts'

/** Kimai, export of timesheets. The end has no date: one before the start is on the next day. */
export const kimai: FormatDescription = {
  title: 'Kimai',
  columns: {
    email: ['Email', 'E-mail'],
    name: ['Name', 'Alias', 'User', 'Username'],
    date: ['Date'],
    startTime: ['From', 'Begin', 'Start'],
    endTime: ['To', 'End'],
    break: ['Break'],
    duration: ['Duration'],
    client: ['Customer'],
    projectCode: ['Project number'],
    project: ['Project'],
    task: ['Activity'],
    note: ['Description'],
    billable: ['Billable'],
  },
  telling: [
    ['Date', 'Duration', 'Customer', 'Project', 'Activity'],
    ['Date', 'Begin', 'End', 'Customer', 'Project'],
    ['Date', 'From', 'To', 'Customer', 'Project'],
  ],
  needed: ['date', 'project'],
  identity: ['client', 'project', 'task'],
  countsMinutes: true,
  orderedBy: ['note'],
  notWork: [],
  work: [],
  emptyCell: '',
  renamed: {},
}
