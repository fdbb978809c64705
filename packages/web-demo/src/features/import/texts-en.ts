import type { Delimiter, ImportErrorCode, PlannedRow } from 'timesheets-sdk/import/records'
import type { RowFilter } from './filter-rows.ts'
import type { ImportedKind } from './read-preview.ts'

const rows = (number: number) => (number === 1 ? '1 row' : `${number} rows`)

/** The parts of a sentence whose number is not 0. */
const counted = (parts: readonly (readonly [number, string])[]) =>
  parts.flatMap(([number, words]) => (number === 0 ? [] : `${number} ${words}`)).join(', ')

interface OfKind {
  readonly title: string
  readonly back: string
  readonly download: string
}

type Outcome = PlannedRow['outcome']

/** Every text of the import pages, in English: the shape that every other language fills. */
export const importEn = {
  of: {
    people: { title: 'Import people', back: 'Back to people', download: 'Download the roster as CSV' },
    projects: {
      title: 'Import projects',
      back: 'Back to projects',
      download: 'Download the catalogue as CSV',
    },
  } satisfies Record<ImportedKind, OfKind> as Record<ImportedKind, OfKind>,
  documentTitle: (title: string) => `${title} · Timesheets`,
  intro: 'Choose a CSV file, or paste rows of a spreadsheet. You see what would change before it is stored.',
  needed: 'The first line names the columns. Needed:',
  others: 'Optional:',
  file: 'CSV file',
  encoding: 'Encoding',
  encodingOfFile: 'As in the file (UTF-8 or UTF-16)',
  paste: 'Or paste the rows, with the names of the columns first',
  preview: 'Show what would change',
  reading: 'The file is being compared with what is stored…',
  line: (line: number) => `Line ${line}`,
  fileProblems: {} as Partial<Record<ImportErrorCode, string>>,
  columns: 'Columns',
  columnsRead: (read: number, all: number, delimiter: string, encoding: string) =>
    `${read} of ${all} columns are read; separated by ${delimiter}, ${encoding.toUpperCase()}`,
  delimiters: { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' } satisfies Record<
    Delimiter,
    string
  > as Record<Delimiter, string>,
  inFile: 'In the file',
  use: 'Read as',
  ignored: 'Ignored: no column has this name',
  missing: (column: string, hint: string) => `There is no column ${column} (${hint}).`,
  similar: (name: string, column: string) => `If ${name} is meant, call it ${column}.`,
  absent: (columns: string) => `Not in the file, so stored values stay: ${columns}.`,
  columnHints: {
    userId: 'id, the sub of their token',
    name: 'name',
    email: 'e-mail address',
    kind: 'kind: employee or contractor',
    managerId: 'id of the manager',
    expectedHoursPerWeek: 'hours a week, such as 38.5',
    activeFrom: 'first day, such as 2026-11-23',
    activeTo: 'last day, such as 2026-11-23',
    timeZone: 'time zone, such as Europe/Berlin',
    hoursByWeekday: 'hours from Monday to Sunday, such as 8 8 8 8 0 0 0',
    rateGroup: 'rate group',
    holidayCalendar: 'holiday calendar',
    from: 'day from which changes count; default: today',
    code: 'code, as in entries',
    client: 'client',
    billable: 'billable: yes or no',
    currency: 'currency of the rates, such as EUR',
    employeeRate: 'rate an hour of employees',
    contractorRate: 'rate an hour of contractors',
    ratesFrom: 'day from which rates count; default: today',
    budgetHours: 'budget in hours, such as 80 or 62:30',
  } as Readonly<Record<string, string>>,
  summary: (number: Readonly<Record<Outcome, number>>) => {
    const parts = counted([
      [number.added, 'new'],
      [number.updated, 'changed'],
      [number.unchanged, 'unchanged'],
      [number.rejected, 'rejected'],
    ])
    return parts === '' ? 'There are no rows.' : `${parts}. Nothing is stored yet.`
  },
  progress: (number: { readonly stored: number; readonly rejected: number; readonly left: number }) =>
    `${counted([
      [number.stored, 'stored'],
      [number.rejected, 'rejected'],
      [number.left, 'left'],
    ])}.`,
  apply: (number: number) => `Store ${rows(number)}`,
  tryAgain: (number: number) => `Try ${rows(number)} again`,
  correct: 'Change approved weeks and closed periods too: they get a flag',
  search: 'Search the rows',
  show: 'Show',
  filters: {
    effective: 'Changes and rejected rows',
    added: 'New',
    updated: 'Changed',
    rejected: 'Rejected',
    unchanged: 'Unchanged',
    all: 'All',
  } satisfies Record<RowFilter, string> as Record<RowFilter, string>,
  count: (shown: number, all: number) => `${shown} of ${rows(all)}`,
  none: 'No rows match.',
  empty: 'The file has no rows.',
  table: 'Rows of the file',
  lineTitle: 'Line',
  name: 'Name',
  outcome: 'Outcome',
  details: 'Changes',
  outcomes: {
    added: 'New',
    updated: 'Changed',
    unchanged: 'Unchanged',
    rejected: 'Rejected',
  } satisfies Record<Outcome, string> as Record<Outcome, string>,
  stored: 'Stored',
  nothing: '(empty)',
  from: (date: string) => `Counts from ${date}`,
  rowProblems: {} as Partial<Record<string, string>>,
}

export type ImportTexts = typeof importEn
