import { extname } from 'node:path'
import type { Me } from 'timesheets-sdk/contract'
import {
  type CsvTable,
  columnName,
  columnsNotRead,
  type HeaderTest,
  ImportError,
  type ImportSurvey,
  isExportFormat,
  noPeople,
  onePerson,
  ownTimeOf,
  type PersonMatcher,
  type ProjectNaming,
  personLabel,
  projectPattern,
  readMapping,
  readPeople,
  readProjects,
  recognizeValues,
  surveyImport,
} from 'timesheets-sdk/import'
import { withFileName } from '../../../io/files/file-name.ts'
import { type InputFile, inputFile } from '../../../io/files/input-file.ts'
import { untilStopped } from '../../../io/files/until-stopped.ts'
import { isWorkbook, listed, openSheet, sheetNames } from '../../../io/files/workbook.ts'
import type { Io } from '../../../io/io.ts'
import { UsageError } from '../../../io/outcome/errors.ts'
import { plainText } from '../../../io/terminal/plain-text.ts'
import { dayRange } from '../../../io/terminal/time-text.ts'
import type { ReadOptions } from './read-flags.ts'

export interface SurveyedFile {
  readonly survey: ImportSurvey
  /** The file of people, if there is one. */
  readonly directory: PersonMatcher | undefined
  /** Names the projects of an export. */
  readonly projects: ProjectNaming | undefined
  /** Opens the sheet of a workbook; `undefined`: the file is text. */
  readonly open: ((isHeader: HeaderTest) => Promise<CsvTable>) | undefined
}

/** To read a longer file twice takes too long to be worth a mere count of its rows. */
const longestToCount = 4 * 1_024 * 1_024

/**
 * Reads a file through once, for what has to be known of all of it before its first row is pushed. Nothing is
 * sent for that.
 *
 * @param path as it was named: `-` for the standard input
 * @throws {UsageError} when the file, or the file of people or projects, is not what it should be
 */
export async function surveyFile(
  file: InputFile,
  path: string,
  options: ReadOptions,
  io: Pick<Io, 'stdin' | 'stop'>,
): Promise<SurveyedFile> {
  const {
    format: said,
    map,
    encoding,
    people: peoplePath,
    projects: projectsPath,
    project,
    dateOrder,
  } = options
  const directory = peoplePath === undefined ? undefined : await read(readPeople, peoplePath, io)
  const pattern = project === undefined ? undefined : projectPattern(project)
  const projects =
    projectsPath === undefined
      ? pattern
      : await read((bytes) => readProjects(bytes, pattern), projectsPath, io)
  const bytes = () => untilStopped(file.read(), io.stop)
  const open = (await isWorkbook(file))
    ? (isHeader: HeaderTest) => openSheet(file, options.sheet, isHeader)
    : undefined
  // A remembered sheet is not used for the report of rejected rows, which is a CSV file.
  if (open === undefined && options.sheet !== undefined && options.mapping === undefined) {
    throw new UsageError(`${file.name} is not an Excel workbook (.xlsx), so it has no sheets: omit --sheet`)
  }
  try {
    const survey = await surveyImport(bytes(), {
      ...(map === undefined
        ? { format: said ?? (open ? undefined : (formatOfName(path) ?? (await recognizeValues(bytes())))) }
        : { mapping: readMapping(map) }),
      open,
      encoding,
      dateOrder,
      // The caller is not known yet: without a file of people, an export is all theirs, or is rejected.
      people: directory ?? onePerson(''),
      onlyIfNeeded: (file.size ?? 0) > longestToCount,
    })
    return { survey, directory, projects, open }
  } catch (error) {
    if (open && options.sheet === undefined) throw withFileName(await ofFirstSheet(error, file), file.name)
    const flag = `${nameEncoding} with --encoding (in Western Europe, plain "CSV" is windows-1252)`
    throw withFileName(withNextStep(error, flag), file.name)
  }
}

/** The error of columns that the first sheet of a workbook does not have, with the next step. */
async function ofFirstSheet(error: unknown, file: InputFile): Promise<unknown> {
  if (!(error instanceof ImportError && error.line !== undefined)) return error
  const names = await sheetNames(file)
  if (names.length < 2) return error
  const message = `${error.message} Only the first sheet was read: name another one with --sheet (${listed(names)}).`
  return new ImportError(error.code, message, error.line)
}

const nameEncoding = ', or name its encoding'

/** The flag that names an encoding, which the other files do not have. */
function withNextStep(error: unknown, flag: string): unknown {
  if (!(error instanceof ImportError && error.message.endsWith(nameEncoding))) return error
  return new ImportError(error.code, error.message.replace(nameEncoding, flag), error.line)
}

async function read<Content>(
  reader: (bytes: AsyncIterable<Uint8Array>) => Promise<Content>,
  path: string,
  io: Pick<Io, 'stdin'>,
): Promise<Content> {
  const file = await inputFile(path, io)
  try {
    return await reader(file.read())
  } catch (error) {
    throw withFileName(withNextStep(error, ''), file.name)
  }
}

function formatOfName(path: string): 'ndjson' | 'json' | undefined {
  const formats: Readonly<Record<string, 'ndjson' | 'json'>> = {
    '.ndjson': 'ndjson',
    '.jsonl': 'ndjson',
    '.json': 'json',
  }
  return formats[extname(path).toLowerCase()]
}

/** `412 rows, 2-27 November, 14 people`: what a file holds, as far as it is known. */
export function outlineOf(
  { rows, from, to, people, userIds }: ImportSurvey,
  size: number,
  thisYear: number,
): string {
  if (rows === undefined) return `${(size / 1_000_000).toFixed(1)} MB`
  const parts = [counted(rows, 'row', 'rows')]
  if (from !== undefined && to !== undefined) {
    const persons = Math.max(1, people.length + userIds)
    parts.push(dayRange(from, to, thisYear), counted(persons, 'person', 'people'))
  }
  return parts.join(', ')
}

/** The lines above the names of the columns, in words. */
export function titleNote({ titleLines }: Pick<ImportSurvey, 'titleLines'>): string {
  const lines = titleLines === 1 ? 'the first line is' : `the first ${titleLines} lines are`
  return `${lines} above the names of the columns and left out`
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/**
 * Lists who is not known, each once, and rejects a file that would end wrong if it was pushed.
 *
 * @returns whose time the rows are
 * @throws {UsageError} when the dates can be read in two ways, or it is not known whose time it is
 */
export async function reviewSurvey(
  { survey, directory }: SurveyedFile,
  name: string,
  me: Me,
  note: (message: string) => Promise<void>,
): Promise<PersonMatcher> {
  const { dateOrder, dateOrderProblem, layout } = survey
  if (survey.titleLines > 0) await note(plainText(`${name}: ${titleNote(survey)}`))
  const notRead = columnsNotRead(layout)
  if (notRead.length > 0) {
    await note(plainText(`${name}: no entry has ${notRead.join(', ')}: what is in there is left out`))
  }
  if (survey.unknownKinds.length > 0) {
    const column = columnName(layout, 'kind')
    await note(plainText(`${name}: ${column} says ${survey.unknownKinds.join(', ')}: counted as work`))
  }
  const people = whoseTime(directory, me)
  const unknown = survey.people.flatMap(({ person, count }) => {
    const match = people.match(person)
    return 'problem' in match ? [{ label: personLabel(person), count, match }] : []
  })
  for (const { label, count, match } of unknown) {
    const rejected = directory ? ` to be rejected: ${match.message}` : ''
    if (!match.namesNobody) {
      await note(plainText(`${name}: ${label}, ${counted(count, 'row', 'rows')}${rejected}`))
    }
  }
  if (dateOrder === 'ambiguous') {
    throw new UsageError(`${name}: ${dateOrderProblem}, with --date-order dmy or --date-order mdy`)
  }
  if (directory === undefined)
    assertKnown(
      survey,
      name,
      me,
      unknown.filter(({ match }) => !match.namesNobody),
    )
  return people
}

/**
 * A file of people says who is who; without it, a person pushes their own time, and an application none that
 * is not named.
 */
function whoseTime(directory: PersonMatcher | undefined, me: Me): PersonMatcher {
  const { userId, person } = me
  if (me.isMachine || userId === null) return directory ?? noPeople
  const given = (text: string | null | undefined) => (text ? [text] : [])
  const own = ownTimeOf({
    userId,
    emails: [...given(me.email), ...given(person?.email)],
    names: given(person?.name),
  })
  if (directory === undefined) return own
  return {
    match(reference) {
      const match = directory.match(reference)
      return 'problem' in match && match.namesNobody ? { userId } : match
    },
  }
}

function assertKnown(
  { format, layout: { places } }: ImportSurvey,
  name: string,
  { isMachine }: Me,
  unknown: readonly { readonly label: string }[],
): void {
  if (unknown.length > 0 && isMachine) {
    throw new UsageError(`${name} names people, and nothing says who they are: ${sayWho}`)
  }
  if (unknown.length > 0) {
    const [first] = unknown
    const whose = unknown.length === 1 ? first?.label : `${unknown.length} people`
    throw new UsageError(
      plainText(
        `${name} has the time of ${whose}, not known to be you, and you push your own only: leave it out of the file, or ${sayWho}`,
      ),
    )
  }
  if (!isMachine || format === 'ndjson' || format === 'json') return
  const namesPeople = [places.userId, places.id, places.email, places.name, places.lastName]
  if (namesPeople.some((place) => place !== undefined)) return
  throw new UsageError(
    isExportFormat(format)
      ? `${name} is an export that names nobody, and an application has no time of its own: export it with the people in it`
      : `${name}:1: there is no column userId: an application has no time of its own, so each row has to say whose it is`,
  )
}

const sayWho =
  'name a CSV file with --people that has the columns userId,email,name and a row for each of them (Harvest exports no e-mail: there the name counts)'
