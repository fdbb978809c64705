import {
  type ImportedRow,
  isRejected,
  noPeople,
  onePerson,
  type PersonMatcher,
  readImport,
  type SurveyOptions,
  surveyImport,
} from '../../../src/import/index.ts'
import { all, chunks } from './bytes.ts'

export interface OwnSettings extends SurveyOptions {
  readonly chunkSize?: number
  /** The person of rows that name nobody. Default: a machine pushes, and they belong to nobody. */
  readonly ownUserId?: string
}

/** The rows of one of our own files. */
export async function ownRows(
  content: string | Uint8Array,
  { chunkSize = 7, ownUserId, ...options }: OwnSettings = {},
): Promise<ImportedRow[]> {
  const people: PersonMatcher = options.people ?? (ownUserId === undefined ? noPeople : onePerson(ownUserId))
  const survey = await surveyImport(chunks(content, chunkSize), { format: 'csv', ...options })
  return all(readImport(chunks(content, chunkSize), { survey, people, incrementMinutes: 15 }))
}

/** The name of each row, whether it is an entry or not. */
export async function ownNames(content: string, settings: OwnSettings = {}) {
  const rows = await ownRows(content, settings)
  return rows.map((row) => (isRejected(row) ? row.externalId : row.entry.externalId))
}
