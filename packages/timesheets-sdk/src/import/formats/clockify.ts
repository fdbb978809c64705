import type { FormatDescription } from './format.ts'

/** Clockify, detailed report. */
export const clockify: FormatDescription = {
  title: 'Clockify',
  columns: {
    email: ['Email'],
    name: ['User'],
    date: ['Start Date'],
    startTime: ['Start Time'],
    endDate: ['End Date'],
    endTime: ['End Time'],
    duration: ['Duration (h)'],
    durationDecimal: ['Duration (decimal)'],
    client: ['Client'],
    project: ['Project'],
    task: ['Task'],
    note: ['Description'],
    billable: ['Billable'],
    kind: ['Type'],
  },
  telling: [
    ['Start Date', 'Duration (h)'],
    ['Start Date', 'Start Time', 'Duration (decimal)'],
  ],
  needed: ['date', 'startTime', 'project'],
  identity: ['client', 'project'],
  countsMinutes: false,
  placesByContent: false,
  // Written "Time off" and "TIME_OFF", "Holiday" and "HOLIDAY".
  notWork: ['break', 'breaks', 'holiday', 'holidays', 'publicholiday', 'timeoff', 'timesoff'],
  emptyCell: '',
  renamed: { client: ['project', 'note'], task: ['note', 'name'] },
}
