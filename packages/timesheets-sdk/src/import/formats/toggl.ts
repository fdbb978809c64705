import type { FormatDescription } from './format.ts'

/**
 * Toggl Track, detailed report and organization export. An export of your own entries may name no person.
 * Since 2024 every empty cell contains a hyphen, also for a duration of zero.
 */
export const toggl: FormatDescription = {
  title: 'Toggl',
  columns: {
    email: ['Email'],
    name: ['User', 'Member'],
    date: ['Start date'],
    startTime: ['Start time'],
    endDate: ['End date', 'Stop date'],
    endTime: ['End time', 'Stop time'],
    duration: ['Duration'],
    durationDecimal: ['Duration (decimal)'],
    client: ['Client'],
    project: ['Project'],
    task: ['Task'],
    note: ['Description'],
    billable: ['Billable'],
  },
  telling: [
    ['Start date', 'Start time', 'Duration'],
    ['Start date', 'Start time', 'Stop date', 'Stop time'],
    ['Start date', 'Start time', 'End date', 'End time'],
  ],
  needed: ['date', 'startTime', 'project'],
  identity: ['client', 'project'],
  countsMinutes: false,
  orderedBy: ['note', 'task'],
  notWork: [],
  work: [],
  emptyCell: '-',
  renamed: {},
}
