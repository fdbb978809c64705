import type { PeriodName } from '../../components/periods.ts'
import { formatMinutes as time } from '../../texts/formats.ts'
import type { BulkAction } from './bulk-edits.ts'

const entries = (number: number) => (number === 1 ? '1 entry' : `${number} entries`)

/** Every text of the list of entries, in English: the shape that every other language fills. */
export const entriesEn = {
  title: 'Entries',
  documentTitle: 'Entries · Timesheets',
  filters: 'Filters',
  from: 'From',
  to: 'To',
  project: 'Project',
  allProjects: 'All',
  status: 'Status',
  anyStatus: 'Any',
  date: 'Date',
  hours: 'Hours',
  note: 'Note',
  billable: 'Billable',
  yes: 'Yes',
  no: 'No',
  none: 'There are no entries for these filters.',
  more: 'Show more',
  exportCsv: 'Export CSV',
  exportNdjson: 'Export NDJSON',
  exporting: 'Exporting…',
  exported: (bytes: string) => `Exported ${bytes}.`,
  reset: 'Clear filters',
  period: 'Period',
  periods: {
    thisWeek: 'This week',
    lastWeek: 'Last week',
    thisMonth: 'This month',
    lastMonth: 'Last month',
    thisYear: 'This year',
  } satisfies Record<PeriodName, string> as Record<PeriodName, string>,
  text: 'Note contains',
  textHelp: 'Notes are searched in the entries shown so far. An export contains all notes.',
  shown: (number: number, minutes: number, billable: number, isAll: boolean) =>
    `${entries(number)}${isAll ? '' : ' so far'}, ${time(minutes)}, ${time(billable)} billable`,
  select: (day: string, project: string, minutes: number) => `Select ${day}, ${project}, ${time(minutes)}`,
  selectAll: 'Select all entries shown',
  selected: (number: number, minutes: number) => `${number} selected, ${time(minutes)}`,
  selectNone: 'Select none',
  change: 'Change…',
  delete: 'Delete',
  changeTitle: (number: number) => `Change ${entries(number)}`,
  deleteTitle: (number: number) => `Delete ${entries(number)}`,
  unchanged: 'Leave as it is',
  noteActions: { keep: 'Leave as it is', replace: 'Replace', remove: 'Remove' },
  newNote: 'New note',
  chooseProject: 'Choose a project',
  keepProject: 'Leave the project as it is',
  notBillable: 'Not billable',
  stay: (number: number) => `${entries(number)} can’t be changed`,
  stayInList: 'Entries that can’t be changed',
  nothingChanges: 'Nothing changes yet: choose a project, a note or billable.',
  confirm: {
    change: (number: number) => `Change ${entries(number)}`,
    delete: (number: number) => `Delete ${entries(number)}`,
  } satisfies Record<BulkAction, (number: number) => string>,
  cancel: 'Cancel',
  pending: {
    change: (number: number) => `${entries(number)} will be changed`,
    delete: (number: number) => `${entries(number)} will be deleted`,
  } satisfies Record<BulkAction, (number: number) => string>,
  done: {
    change: (number: number) => `Changed ${entries(number)}.`,
    delete: (number: number) => `Deleted ${entries(number)}.`,
  } satisfies Record<BulkAction, (number: number) => string>,
  notDone: (number: number) => `${entries(number)} could not be saved: see the list above.`,
  undoHint: 'Press Ctrl+Z to undo.',
  undone: (number: number) => `Undone: ${entries(number)}.`,
  undo: 'Undo',
  sendNow: 'Save now',
  inSeconds: (seconds: number) => `in ${seconds} s`,
  states: {
    held: { change: 'will be changed', delete: 'will be deleted' },
    waiting: 'waits to be saved',
    saving: 'is being saved',
    saved: 'saved',
    refused: 'Not saved:',
    conflict: 'Changed elsewhere meanwhile: choose above.',
  },
}

export type EntriesTexts = typeof entriesEn
