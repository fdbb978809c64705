import type { FormatDescription } from './format.ts'

/** Everhour, detailed report with one row per entry. Its columns are chosen by the exporting person. */
export const everhour: FormatDescription = {
  title: 'Everhour',
  columns: {
    email: ['Email', 'Member email'],
    name: ['Member', 'Team member', 'Member name'],
    date: ['Date', 'Day'],
    duration: ['Time', 'Time (h)', 'Reported time', 'Total time'],
    client: ['Client'],
    project: ['Project', 'Project name'],
    task: ['Task', 'Task name'],
    note: ['Comment', 'Comments', 'Notes'],
    billable: ['Billable'],
  },
  telling: [
    ['Date', 'Member', 'Project', 'Time'],
    ['Date', 'Team member', 'Project', 'Time'],
    ['Date', 'Member', 'Project', 'Reported time'],
  ],
  needed: ['date', 'duration', 'project'],
  identity: ['client', 'project', 'task'],
  countsMinutes: true,
  orderedBy: ['note', 'duration'],
  notWork: [],
  work: [],
  emptyCell: '',
  renamed: {},
}
