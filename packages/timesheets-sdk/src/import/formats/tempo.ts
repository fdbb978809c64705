import type { FormatDescription } from './format.ts'

/** Tempo Timesheets for Jira, raw data of the logged time. The project is the one of the issue. */
export const tempo: FormatDescription = {
  title: 'Tempo',
  columns: {
    email: ['Email', 'User Email'],
    name: ['Full name', 'User', 'Username', 'User Account ID'],
    date: ['Work date'],
    startTime: ['Work date'],
    duration: ['Hours', 'Logged Hours'],
    client: ['Account Customer', 'Account Name', 'Account Key'],
    projectCode: ['Project Key'],
    project: ['Project Name', 'Project'],
    task: ['Issue Key', 'Work item key'],
    note: ['Work Description', 'Worklog Description', 'Description'],
  },
  telling: [
    ['Issue Key', 'Work date', 'Hours'],
    ['Work item key', 'Work date', 'Hours'],
  ],
  needed: ['date', 'duration', 'task'],
  identity: ['task'],
  countsMinutes: true,
  orderedBy: ['note', 'duration'],
  notWork: [],
  work: [],
  emptyCell: '',
  renamed: {},
}
