import { type Command, InvalidArgumentError, Option } from 'commander'
import {
  type DateOrder,
  type Encoding,
  type ImportFormat,
  type ImportSurvey,
  importFormats,
  isExportFormat,
  namedEncodings,
  projectPattern,
  type Rounding,
  roundings,
} from 'timesheets-sdk/import'
import { UsageError } from '../../../io/outcome/errors.ts'

/** How to read a file. */
export interface ReadOptions {
  /** `undefined`: by the file's name, its columns or its first bytes. */
  readonly format?: ImportFormat | undefined
  /** The encoding of a table that is neither UTF-8 nor UTF-16. */
  readonly encoding?: Encoding | undefined
  /** The path of the file that says who is who. */
  readonly people?: string | undefined
  /** The path of the file that says which project is which. */
  readonly projects?: string | undefined
  /** A pattern that names the projects of an export. */
  readonly project?: string | undefined
  /** Of a table. */
  readonly dateOrder?: DateOrder | undefined
  /** Of an export. */
  readonly round?: Rounding | undefined
}

export function withReadFlags(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'the format of the file, if it is not recognized').choices(
        importFormats,
      ),
    )
    .addOption(
      new Option('--encoding <name>', 'the encoding of a table that is neither UTF-8 nor UTF-16').choices(
        namedEncodings,
      ),
    )
    .option('--people <file>', 'a CSV file that maps the names of an export: userId and email or name')
    .option('--projects <file>', 'a CSV file that maps the projects of an export: code, project, client')
    .addOption(
      new Option(
        '--project <pattern>',
        'how to name the projects of an export, such as "{client} / {project}"',
      ).argParser(readPattern),
    )
    .addOption(
      new Option('--date-order <order>', 'whether the day or the month comes first in a table').choices([
        'dmy',
        'mdy',
      ]),
    )
    .addOption(
      new Option('--round <how>', 'how to round durations of an export to the increments').choices(roundings),
    )
}

function readPattern(pattern: string): string {
  try {
    projectPattern(pattern)
    return pattern
  } catch (error) {
    if (error instanceof RangeError) throw new InvalidArgumentError(error.message)
    throw error
  }
}

/** @throws {UsageError} if two of the files are the standard input, or one of them is */
export function assertReadable(file: string, { people, projects }: ReadOptions): void {
  const others = { '--people': people, '--projects': projects }
  for (const [flag, path] of Object.entries(others)) {
    if (path === '-' && file === '-') throw new UsageError(`${flag} names the file that is pushed`)
  }
  if (people === '-' && projects === '-') throw new UsageError('--people and --projects both name stdin')
}

/** @throws {UsageError} for a flag that the format of the file does not use */
export function assertFlagsFit(options: ReadOptions, { format }: ImportSurvey, name: string): void {
  if (isExportFormat(format)) return
  const isTable = format === 'csv'
  const { people, dateOrder, projects, project, encoding, round } = options
  const [flag] = flagsOf({
    ...(isTable ? {} : { people, 'date-order': dateOrder, encoding }),
    projects,
    project,
    round,
  })
  if (flag === undefined) return
  throw new UsageError(
    `${flag} is for ${isTable || flag.startsWith('--round') || flag.startsWith('--project') ? '' : 'CSV and '}detailed exports of Toggl, Clockify and Harvest, and ${name} is none by its columns; --format says what it is`,
  )
}

/**
 * The flags to push a report of rejected rows with. They read it as the whole file was read: the few dates in
 * it may not show their order, or show a wrong one. A report is in UTF-8.
 */
export function flagsForReport(
  {
    format,
    people,
    projects,
    project,
    round,
    source,
  }: ReadOptions & { readonly source?: string | undefined },
  { format: found, dateOrder }: ImportSurvey,
): string {
  const order = dateOrder === 'dmy' || dateOrder === 'mdy' ? dateOrder : undefined
  const said = isExportFormat(found) ? format : undefined
  return flagsOf({ format: said, people, projects, project, 'date-order': order, round, source }).join(' ')
}

function flagsOf(values: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(values).flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag} ${shellWord(value)}`],
  )
}

function shellWord(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
