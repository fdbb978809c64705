import { type Command, InvalidArgumentError, Option } from 'commander'
import {
  type DateOrder,
  type Encoding,
  type ImportFormat,
  type ImportSurvey,
  importFormats,
  isExportFormat,
  knownTools,
  namedEncodings,
  projectPattern,
  type Rounding,
  readMapping,
  roundings,
} from 'timesheets-sdk/import'
import type { Io } from '../../../io/io.ts'
import { UsageError } from '../../../io/outcome/errors.ts'
import { readMappingNamed, rememberedFlags, rememberMapping } from '../../../settings/mappings.ts'

/** How to read a file. */
export interface ReadOptions {
  /** `undefined`: by the file's name, its columns or its first bytes. */
  readonly format?: ImportFormat | undefined
  /** The encoding of a table that is neither UTF-8 nor UTF-16. */
  readonly encoding?: Encoding | undefined
  /** The sheet of a workbook. Default: the first. */
  readonly sheet?: string | undefined
  /** The columns of any table, as `readMapping` reads them. */
  readonly map?: string | undefined
  /** The name under which flags are remembered. */
  readonly mapping?: string | undefined
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

export function encodingOption(): Option {
  return new Option('--encoding <name>', 'the encoding of a table that is neither UTF-8 nor UTF-16').choices(
    namedEncodings,
  )
}

export function withReadFlags(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'the format of the file, if it is not recognized').choices(
        importFormats,
      ),
    )
    .addOption(encodingOption())
    .addOption(
      new Option(
        '--map <columns>',
        'the columns of any table: "userId=Person,date=Day,hours=Time,project=Client"',
      ).argParser((text) => checked(text, readMapping)),
    )
    .option('--sheet <name>', 'the sheet of an Excel workbook (default: the first)')
    .option('--mapping <name>', 'remember --map and the flags beside it under a name, or use them by it')
    .option('--people <file>', 'a CSV file that maps the names of an export: userId and email or name')
    .option('--projects <file>', 'a CSV file that maps the projects of an export: code, project, client')
    .addOption(
      new Option(
        '--project <pattern>',
        'how to name the projects of an export, such as "{client} / {project}"',
      ).argParser((text) => checked(text, projectPattern)),
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

function checked(text: string, read: (text: string) => unknown): string {
  try {
    read(text)
    return text
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

/**
 * The flags with those that their `--mapping` remembers; given flags have precedence.
 *
 * @throws {UsageError} for an unknown name
 */
export async function withMapping<Options extends ReadOptions>(
  options: Options,
  { env }: Pick<Io, 'env'>,
): Promise<Options> {
  const { mapping, map, format } = options
  if ((map !== undefined || mapping !== undefined) && format !== undefined) {
    throw new UsageError('--format names a known format, and --map the columns of any other: use one of them')
  }
  if (mapping === undefined || map !== undefined) return options
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  return { ...options, ...(await readMappingNamed(mapping, env)), ...Object.fromEntries(given) }
}

/**
 * Remembers a mapping that has fit a file. Returns whether there was something to remember.
 *
 * @param given the flags of the command line alone: those beside a remembered mapping are for once
 */
export async function rememberFlags(given: ReadOptions, { env }: Pick<Io, 'env'>): Promise<boolean> {
  const { mapping, map } = given
  if (mapping === undefined || map === undefined) return false
  const flags = rememberedFlags.flatMap((flag) => (given[flag] === undefined ? [] : [[flag, given[flag]]]))
  await rememberMapping(mapping, Object.fromEntries(flags), env)
  return true
}

/** @throws {UsageError} for a flag that the format of the file does not use */
export function assertFlagsFit(options: ReadOptions, { format }: ImportSurvey, name: string): void {
  if (isExportFormat(format)) return
  const { people, dateOrder, projects, project, encoding, round } = options
  const [ofExport] = flagsOf({ projects, project, round })
  const [ofTable] = format === 'csv' ? [] : flagsOf({ people, 'date-order': dateOrder, encoding })
  const flag = ofExport ?? ofTable
  if (flag === undefined) return
  throw new UsageError(
    `${flag} only applies to ${ofExport ? '' : 'CSV and to '}detailed exports of ${knownTools}, and ${name} is not one by its content: omit it, or name what the file is with --format or --map`,
  )
}

/**
 * The flags to push a report of rejected rows with. They read it as the whole file was read: the few dates in
 * it may not show their order, or show a wrong one. A report is in UTF-8.
 */
export function flagsForReport(
  options: ReadOptions & { readonly source?: string | undefined },
  { format: found, dateOrder }: ImportSurvey,
): string {
  const { format, map, mapping, people, projects, project, round, source } = options
  const order = dateOrder === 'dmy' || dateOrder === 'mdy' ? dateOrder : undefined
  const read = isExportFormat(found) ? { format, ...(mapping ? { mapping } : { map }) } : {}
  return flagsOf({ ...read, people, projects, project, 'date-order': order, round, source }).join(' ')
}

function flagsOf(values: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(values).flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag} ${shellWord(value)}`],
  )
}

function shellWord(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
