import { Command, InvalidArgumentError } from 'commander'
import {
  type ColumnUse,
  columnOfPath,
  columnUses,
  type ImportedRow,
  type ImportLayout,
  ImportTotals,
  isExportFormat,
  isRejected,
  type PersonMatcher,
  personLabel,
  readImport,
  titleOf,
} from 'timesheets-sdk/import'
import { clockText, defaultPolicy, minutesFromHours, type Policy } from 'timesheets-sdk/model'
import { judgeNewEntry, nothingStored } from 'timesheets-sdk/rules'
import { withFileName } from '../../io/files/file-name.ts'
import { inputFile } from '../../io/files/input-file.ts'
import { spooled } from '../../io/files/spooled-file.ts'
import { UsageError } from '../../io/outcome/errors.ts'
import { type ExitCode, exitCodes } from '../../io/outcome/exit-codes.ts'
import { plainText } from '../../io/terminal/plain-text.ts'
import { Table } from '../../io/terminal/table.ts'
import type { Context, Run } from '../context.ts'
import {
  assertFlagsFit,
  assertReadable,
  type ReadOptions,
  rememberFlags,
  withMapping,
  withReadFlags,
} from '../entries/push/read-flags.ts'
import { wordsOfViolations } from '../entries/push/source.ts'
import { outlineOf, type SurveyedFile, surveyFile, titleNote } from '../entries/push/survey-file.ts'
import { hoursText, totalsJson, totalsLine, totalsTable } from '../entries/push/totals.ts'

export interface CheckOptions extends ReadOptions {
  /** `-`: the standard input. */
  readonly file: string
  /** The number of rows to show. */
  readonly rows: number
  readonly json: boolean
}

const help = `
Shows what a push would read: the format, each column and its use, the first rows, the rows that cannot be entries,
and the hours by person. It sends nothing of the file; it asks the API for its policy, if settings are there.

Examples:
  timesheets import check toggl.csv --people people.csv --round nearest
  timesheets import check hours.csv --map "userId=Person,date=Day,hours=Time,project=Client" --mapping payroll
  timesheets push hours.csv --mapping payroll`

export function checkCommand(run: Run<CheckOptions>): Command {
  return withReadFlags(new Command('check'))
    .description('show what is understood of a file, and send nothing of it')
    .argument('<file>', 'CSV, XLSX, NDJSON, JSON or the export of another tool; - is the standard input')
    .option('--rows <number>', 'how many of the first rows to show', readCount, 5)
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action((file: string, { json = false, ...flags }: ReadOptions & { rows: number; json?: boolean }) => {
      assertReadable(file, flags)
      return run({ file, ...flags, json })
    })
}

function readCount(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a number of rows.')
}

/** Reads a file as a push would, and shows it. */
export async function checkFile(given: CheckOptions, { io, connect }: Context): Promise<ExitCode> {
  const options = await withMapping(given, io)
  const input = await inputFile(options.file, io)
  await using file = await spooled(input, io)
  const surveyed = await surveyFile(file, options.file, options, io)
  const { survey, projects, open } = surveyed
  assertFlagsFit(options, survey, file.name)
  if (survey.dateOrder === 'ambiguous') {
    const problem = `${file.name}: ${survey.dateOrderProblem}`
    throw new UsageError(`${problem}, with --date-order dmy or --date-order mdy`)
  }
  const remembered = await rememberFlags(given, io)
  const policy = await policyOf({ io, connect })
  const { incrementMinutes } = policy
  const totals = new ImportTotals()
  const first: ImportedRow[] = []
  const rejected: ImportedRow[] = []
  try {
    const reading = {
      survey,
      open,
      people: peopleOf(surveyed),
      projects,
      incrementMinutes,
      rounding: options.round,
    }
    for await (const rows of readImport(file.read(), reading)) {
      io.stop.throwIfAborted()
      for (const read of rows) {
        const row = judged(read, survey.layout, policy, io.now())
        totals.add(row)
        if (first.length < options.rows) first.push(row)
        if (isRejected(row) && rejected.length < mostRejected) rejected.push(row)
      }
    }
  } catch (error) {
    throw withFileName(error, file.name)
  }
  const moreRejected = totals.all.rows - totals.all.entries - rejected.length
  const uses = columnUses(survey.layout)
  const { format, encoding, delimiter, rows = totals.all.rows, from, to } = survey
  if (options.json) {
    const columns = uses.map(({ column, fields }) => ({ column, fields }))
    const shown = { first: first.map(rowJson), rejected: rejected.map(rowJson) }
    const found = { file: file.name, format, encoding, delimiter, rows, from, to, incrementMinutes, columns }
    await io.stdout.write(`${JSON.stringify({ ...found, ...shown, totals: totalsJson(totals) })}\n`)
  } else {
    const outline = outlineOf({ ...survey, rows }, file.size ?? 0, new Date(io.now()).getUTCFullYear())
    const kind = isExportFormat(format) || format === 'csv' ? titleOf(format) : format.toUpperCase()
    const lines = [
      `${file.name}: ${outline}; ${kind}, ${open ? 'Excel workbook' : encoding}, increments of ${incrementMinutes} min`,
      ...(survey.titleLines > 0 ? [`${file.name}: ${titleNote(survey)}`] : []),
      ...(remembered ? [`Remembered as --mapping ${options.mapping}`] : []),
      '',
      ...uses.map((use) => `  ${use.column}: ${useText(use)}`),
      '',
      ...rowTable(first),
      ...(rejected.length === 0 ? [] : ['', ...rejected.map((row) => rejectionText(file.name, row))]),
      ...(moreRejected > 0 ? [`... and ${moreRejected} more rejected rows`] : []),
      '',
      ...totalsTable(totals),
      totalsLine(totals.all),
    ]
    await io.stdout.write(`${lines.map(plainText).join('\n')}\n`)
  }
  return totals.all.entries === totals.all.rows ? exitCodes.done : exitCodes.rejected
}

const mostRejected = 20

/** Without settings, a check works offline and in whole minutes. */
async function policyOf({ io, connect }: Context): Promise<Policy> {
  try {
    const { client } = await connect()
    return await client.policy.get({ signal: io.stop })
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    await io.stderr.write('Without settings of an API, increments are of 1 minute.\n')
    return { ...defaultPolicy, incrementMinutes: 1 }
  }
}

/**
 * Rejects an entry that the rules reject whatever is stored, such as one of more than 24 hours. Closed
 * periods are left to the push: an entry that is stored already can be pushed again without a change.
 */
function judged(row: ImportedRow, layout: ImportLayout, policy: Policy, nowMs: number): ImportedRow {
  if (isRejected(row) || row.entry.id !== undefined) return row
  const { entry, ...place } = row
  const { errors } = judgeNewEntry(entry, nothingStored, { ...policy, lockedThrough: null }, nowMs)
  if (errors.length === 0) return row
  const violations = errors.map((one) => ({ ...one, column: columnOfPath(layout, one.path, row.cells) }))
  return { ...place, violations, person: entry.userId }
}

/** Without a file of people, each person is shown in the words of the file. */
function peopleOf({ directory }: SurveyedFile): PersonMatcher {
  return directory ?? { match: (person) => ({ userId: personLabel(person) }) }
}

const useTexts: Readonly<Record<string, string>> = {
  id: 'the entry',
  userId: 'the person',
  email: 'the person',
  name: 'the person',
  firstName: 'the person',
  lastName: 'the person',
  date: 'the date',
  startTime: 'the start, part of the externalId',
  endDate: 'the day of the end',
  endTime: 'the end, for the hours',
  break: 'subtracted from the time between start and end',
  duration: 'the hours',
  durationDecimal: 'compared with the hours',
  client: 'part of the externalId; of the project with --project "{client} / {project}"',
  project: 'the project',
  projectCode: 'the project, where it is not empty',
  task: 'the note, before the description',
  note: 'the note',
  billable: 'billable',
  kind: 'whether it is work',
  externalId: 'the externalId',
}

function useText({ fields }: ColumnUse): string {
  if (fields.length === 0) return 'not used'
  return [...new Set(fields.map((field) => useTexts[field] ?? field))].join('; ')
}

const columns = [
  { title: 'LINE', align: 'right' },
  { title: 'PERSON' },
  { title: 'DATE' },
  { title: 'PROJECT' },
  { title: 'IN FILE', align: 'right' },
  { title: 'TO STORE', align: 'right' },
  { title: 'BILLABLE' },
  { title: 'NOTE' },
] as const

function rowTable(rows: readonly ImportedRow[]): string[] {
  const table = new Table(columns, Number.POSITIVE_INFINITY)
  const cells = rows.map((row) => {
    const { seconds } = row
    const inFile = seconds === undefined ? '' : hoursText(seconds)
    if (isRejected(row)) return [String(row.line), row.person ?? '', '', '', inFile, 'rejected', '', '']
    const { userId = '', date, project, hours, billable, note = '' } = row.entry
    const minutes = minutesFromHours(hours)
    const stored = minutes === undefined ? String(hours) : clockText(minutes)
    const isBillable = billable === undefined ? '' : billable ? 'yes' : 'no'
    return [String(row.line), userId, date, project, inFile, stored, isBillable, note]
  })
  table.fit(cells)
  return [table.header(), ...table.lines(cells)]
}

function rejectionText(file: string, row: ImportedRow): string {
  if (!isRejected(row)) return ''
  const [violation] = row.violations
  const place = [file, row.line, violation?.column].filter((part) => part != null).join(':')
  return `${place}  ${wordsOfViolations(row.violations).message}`
}

function rowJson(row: ImportedRow): unknown {
  const { line, seconds } = row
  return isRejected(row) ? { line, seconds, violations: row.violations } : { line, seconds, entry: row.entry }
}
