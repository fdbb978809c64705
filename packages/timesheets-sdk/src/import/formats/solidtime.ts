import type { FormatDescription } from './format.ts'

/** solidtime, detailed report. Start and end have date and time in one column. */
export const solidtime: FormatDescription = {
  title: 'solidtime',
  columns: {
    email: ['Email'],
    name: ['User'],
    date: ['Start'],
    startTime: ['Start'],
    endDate: ['End'],
    endTime: ['End'],
    duration: ['Duration'],
    durationDecimal: ['Duration (decimal)'],
    client: ['Client'],
    project: ['Project'],
    task: ['Task'],
    note: ['Description'],
    billable: ['Billable'],
  },
  telling: [
    ['User', 'Start', 'End', 'Duration'],
    ['User', 'Start', 'End', 'Duration (decimal)'],
  ],
  needed: ['date', 'project'],
  identity: ['client', 'project'],
  countsMinutes: false,
  orderedBy: ['note', 'task'],
  notWork: [],
  work: [],
  emptyCell: '',
  renamed: {},
}
