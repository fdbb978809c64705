import type { FormatDescription } from './format.ts'

/** Redmine, the CSV of Spent time > Details. Its columns are chosen by the exporting person. */
export const redmine: FormatDescription = {
  title: 'Redmine',
  columns: {
    name: ['User'],
    date: ['Date'],
    duration: ['Hours'],
    project: ['Project'],
    task: ['Issue'],
    note: ['Comment'],
  },
  telling: [['Project', 'Date', 'User', 'Activity', 'Hours']],
  needed: ['date', 'duration', 'project'],
  identity: ['project', 'task'],
  countsMinutes: true,
  orderedBy: ['note', 'duration'],
  notWork: [],
  work: [],
  emptyCell: '',
  renamed: {},
}
