export type { DateOrder } from './cells/date.ts'
export type { FileDateOrder } from './cells/date-survey.ts'
export type { DecimalSeparator } from './cells/decimal.ts'
export { type Rounding, roundings } from './cells/rounding.ts'
export { columnOfPath } from './columns.ts'
export type { Encoding } from './csv/lines.ts'
export { type CsvRecord, CsvSplitter } from './csv/splitter.ts'
export type { Delimiter } from './csv/table.ts'
export { ImportError, type ImportErrorCode } from './errors.ts'
export { type ExportFormat, exportFormats } from './formats/format.ts'
export { detectFormat, type ExportLayout } from './formats/layout.ts'
export type { PeopleDirectory } from './people/directory.ts'
export { onePerson, type PersonMatch, type PersonMatcher } from './people/matcher.ts'
export { type PersonReference, personLabel } from './people/person.ts'
export { readPeople } from './people/read-people.ts'
export { type ReadExportOptions, readExport } from './read-export.ts'
export { readHeader } from './read-header.ts'
export {
  type ImportedEntry,
  type ImportedRow,
  type ImportViolation,
  isRejected,
  type NamedEntry,
  type RejectedRow,
} from './row.ts'
export { type ExportSurvey, type SurveyedPerson, type SurveyOptions, surveyExport } from './survey.ts'
