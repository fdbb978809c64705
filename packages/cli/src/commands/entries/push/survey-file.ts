import type { Me } from 'timesheets-sdk/contract'
import {
  type DateOrder,
  type ExportFormat,
  type ExportSurvey,
  onePerson,
  type PersonMatcher,
  personLabel,
  readPeople,
  type SurveyedPerson,
  surveyExport,
} from 'timesheets-sdk/import'
import { UsageError } from '../../../io/errors.ts'
import { type InputFile, inputFile } from '../../../io/input-file.ts'
import type { Io } from '../../../io/io.ts'
import { plainText } from '../../../io/plain-text.ts'
import { untilStopped } from '../../../io/until-stopped.ts'
import { withFileName } from './import-error.ts'

export interface SurveyFileOptions {
  readonly file: InputFile
  readonly format: ExportFormat
  /** The file of people. */
  readonly peoplePath: string | undefined
  readonly dateOrder: DateOrder | undefined
  readonly me: Me
}

export interface SurveyedFile {
  readonly survey: ExportSurvey
  /** `undefined`: nothing says who is who. */
  readonly people: PersonMatcher | undefined
}

/**
 * Reads an export through once, for what has to be known of all of it before its first row is pushed. Without a file of people,
 * all of it is the caller's own, unless that is a machine.
 *
 * @throws {UsageError} when it is no such export, or the file of people is none
 */
export async function surveyFile(
  options: SurveyFileOptions,
  io: Pick<Io, 'stdin' | 'stop'>,
): Promise<SurveyedFile> {
  const { file, format, peoplePath, dateOrder, me } = options
  const people = peoplePath === undefined ? ownOnly(me) : await peopleIn(await inputFile(peoplePath, io))
  try {
    const survey = await surveyExport(untilStopped(file.read(), io.stop), { format, dateOrder, people })
    return { survey, people }
  } catch (error) {
    throw withFileName(error, file.name)
  }
}

function ownOnly({ isMachine, userId }: Me): PersonMatcher | undefined {
  return isMachine || userId === null ? undefined : onePerson(userId)
}

async function peopleIn(file: InputFile): Promise<PersonMatcher> {
  try {
    return await readPeople(file.read())
  } catch (error) {
    throw withFileName(error, file.name)
  }
}

/**
 * Tells whom nothing is known of, each once, and refuses what would end wrong if it was pushed.
 *
 * @returns who is who
 * @throws {UsageError} when the dates can be read in two ways, or it is not known whose time it is
 */
export async function reviewSurvey(
  { survey, people }: SurveyedFile,
  { name, peoplePath }: { readonly name: string; readonly peoplePath: string | undefined },
  note: (message: string) => Promise<void>,
): Promise<PersonMatcher> {
  const hasPeopleFile = peoplePath !== undefined
  const { dateOrder, dateOrderProblem } = survey
  const isMixed = !hasPeopleFile && people !== undefined && survey.people.length > 1
  const listed = isMixed ? survey.people : survey.people.filter(({ match }) => 'problem' in match)
  for (const person of listed) await note(plainText(`${name}: ${personLine(person, hasPeopleFile)}`))
  if (dateOrder === 'ambiguous') {
    throw new UsageError(`${name}: ${dateOrderProblem}, with --date-order dmy or --date-order mdy`)
  }
  if (isMixed) {
    throw new UsageError(
      `${name} has the time of ${listed.length} people, and you push your own only: leave the others out of the export, or ${sayWho}`,
    )
  }
  if (people === undefined && listed.length > 0) {
    throw new UsageError(`${name} is an export, and nothing says who is who in it: ${sayWho}`)
  }
  return people ?? nobodyKnown
}

/** For an export in which nobody is named, since it has no rows that could be read. */
const nobodyKnown: PersonMatcher = {
  match: () => ({ problem: 'unknown', message: `nothing says who this is: ${sayWho}` }),
}

const sayWho =
  'name a CSV file with --people that has the columns userId,email,name and a row for each of them (Harvest exports no e-mail: there the name counts)'

function personLine({ person, count, match }: SurveyedPerson, hasPeopleFile: boolean): string {
  const rows = `${personLabel(person)}, ${count} ${count === 1 ? 'row' : 'rows'}`
  return hasPeopleFile && 'problem' in match ? `${rows} to be rejected: ${match.message}` : rows
}
