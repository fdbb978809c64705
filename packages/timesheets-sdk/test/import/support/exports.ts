import { readDuration } from '../../../src/import/cells/duration.ts'
import { readTimeOfDay } from '../../../src/import/cells/time-of-day.ts'
import {
  type ImportedRow,
  type ImportSurvey,
  isRejected,
  onePerson,
  type ReadImportOptions,
  readImport,
  readPeople,
  type SurveyOptions,
  surveyImport,
} from '../../../src/import/index.ts'
import { all, chunks } from './bytes.ts'

export const togglHeader =
  'User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)'
export const clockifyHeader =
  '"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)","Billable Rate (USD)","Billable Amount (USD)"'
export const harvestHeader =
  'Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL'

const togglRow = {
  User: 'Maria Jung',
  Email: 'maria@abc.example',
  Client: 'ACME GmbH',
  Project: 'ACME-42',
  Task: '',
  Description: 'Review',
  Billable: 'Yes',
  'Start date': '2026-11-23',
  'Start time': '10:00:00',
  'End date': '2026-11-23',
  'End time': '11:30:00',
  Duration: '01:30:00',
  Tags: '',
  'Amount (EUR)': '',
}
const clockifyRow = {
  Project: 'ACME-42',
  Client: 'ACME GmbH',
  Description: 'Review',
  Task: '',
  User: 'Maria Jung',
  Group: '',
  Email: 'maria@abc.example',
  Tags: '',
  Billable: 'Yes',
  'Start Date': '11/23/2026',
  'Start Time': '10:00:00 AM',
  'End Date': '11/23/2026',
  'End Time': '11:30:00 AM',
  'Duration (h)': '01:30:00',
  'Duration (decimal)': '1.50',
  'Billable Rate (USD)': '0.00',
  'Billable Amount (USD)': '0.00',
}
const harvestRow = {
  Date: '2026-11-23',
  Client: 'ACME GmbH',
  Project: 'Relaunch',
  'Project Code': 'ACME-42',
  Task: 'Design',
  Notes: 'Review',
  Hours: '1.5',
  'Billable?': 'Yes',
  'Invoiced?': 'No',
  'Approved?': 'No',
  'First Name': 'Maria',
  'Last Name': 'Jung',
  Roles: '',
  'Employee?': 'Yes',
  'Billable Rate': '',
  'Billable Amount': '',
  'Cost Rate': '',
  'Cost Amount': '',
  Currency: 'Euro - EUR',
  'External Reference URL': '',
}

/** The end that a start and a duration have, as far as they can be read; none where it is on another day. */
function endOf(start: { readonly date: string; readonly time: string; readonly duration: string }) {
  const duration = readDuration(start.duration, undefined, false)
  const time = readTimeOfDay(start.time)
  const none = { date: '', time: '', decimal: '' }
  if (typeof duration !== 'object') return none
  const decimal = (duration.seconds / 3_600).toFixed(2)
  const end = Math.round((time?.seconds ?? Number.POSITIVE_INFINITY) + duration.seconds)
  if (end >= 86_400) return { ...none, decimal }
  const text = new Date(end * 1_000).toISOString().slice(11, time?.hasSeconds || end % 60 !== 0 ? 19 : 16)
  return { date: start.date, time: text, decimal }
}

type Changes<Row> = { readonly [Column in keyof Row]?: string }

/** An export of rows that are as the usual one, but for what is named. */
export const toggl = (...rows: Changes<typeof togglRow>[]) =>
  csv(
    togglHeader,
    togglRow,
    rows.map((row) => {
      const { date, time } = endOf({
        date: row['Start date'] ?? togglRow['Start date'],
        time: row['Start time'] ?? togglRow['Start time'],
        duration: row.Duration ?? togglRow.Duration,
      })
      return { 'End date': date, 'End time': time, ...row }
    }),
  )
export const clockify = (...rows: Changes<typeof clockifyRow>[]) =>
  csv(
    clockifyHeader,
    clockifyRow,
    rows.map((row) => {
      const duration = row['Duration (h)'] ?? clockifyRow['Duration (h)']
      const { date, time, decimal } = endOf({
        date: row['Start Date'] ?? clockifyRow['Start Date'],
        time: row['Start Time'] ?? clockifyRow['Start Time'],
        duration,
      })
      return { 'End Date': date, 'End Time': time, 'Duration (decimal)': decimal, ...row }
    }),
  )
export const harvest = (...rows: Changes<typeof harvestRow>[]) => csv(harvestHeader, harvestRow, rows)

function csv<Row extends Record<string, string>>(header: string, usual: Row, rows: Changes<Row>[]): string {
  const lines = rows.map((row) =>
    Object.entries(usual)
      .map(([column, text]) => cell(row[column] ?? text))
      .join(','),
  )
  return [header, ...lines, ''].join('\n')
}

export function cell(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export type Settings = Partial<SurveyOptions & ReadImportOptions> & { readonly chunkSize?: number }

export function survey(content: string | Uint8Array, settings: Settings = {}): Promise<ImportSurvey> {
  const { chunkSize, ...options } = settings
  return surveyImport(chunks(content, chunkSize), { people: onePerson('auth0|maria'), ...options })
}

/** The rows of an export, everything in it being one person's, in increments of a minute. */
export async function rowsOf(content: string | Uint8Array, settings: Settings = {}): Promise<ImportedRow[]> {
  const { chunkSize, ...options } = settings
  const rows = readImport(chunks(content, chunkSize), {
    people: onePerson('auth0|maria'),
    incrementMinutes: 1,
    ...options,
    survey: await survey(content, settings),
  })
  return all(rows)
}

/** As {@link rowsOf}, the entries alone. @throws {Error} when a row is rejected */
export async function entriesOf(content: string | Uint8Array, settings: Settings = {}) {
  const rows = await rowsOf(content, settings)
  return rows.map((row) => {
    if (isRejected(row)) throw new Error(row.violations.map(({ message }) => message).join('; '))
    return row.entry
  })
}

/** As {@link rowsOf}, what is wrong with each row that is rejected, as `line column code`. */
export async function rejectionsOf(content: string | Uint8Array, settings: Settings = {}): Promise<string[]> {
  const rows = await rowsOf(content, settings)
  return rows
    .filter(isRejected)
    .flatMap(({ line, violations }) => violations.map(({ column, code }) => `${line} ${column} ${code}`))
}

export function people(content: string) {
  return readPeople(chunks(content))
}
