export { readBillable } from './cells/billable.ts'
export type { DateOrder } from './cells/date.ts'
export type { FileDateOrder } from './cells/date-survey.ts'
export type { DecimalSeparator } from './cells/decimal.ts'
export { fitMinutes, type Rounding, roundings } from './cells/rounding.ts'
export { columnOfPath } from './columns.ts'
export { columnKey } from './csv/column-key.ts'
export { type Encoding, namedEncodings } from './csv/lines.ts'
export type { CsvRecord } from './csv/splitter.ts'
export {
  type CsvTable,
  type Delimiter,
  type HeaderTest,
  mostTitleLines,
  openTable,
} from './csv/table.ts'
export { ImportError, type ImportErrorCode } from './errors.ts'
export type { ImportSurvey, SurveyedPerson } from './findings.ts'
export {
  type ExportFormat,
  exportFormats,
  type ImportFormat,
  importFormats,
  isExportFormat,
  type TableFormat,
} from './formats/format.ts'
export {
  type ColumnUse,
  columnName,
  columnsNotRead,
  columnUses,
  detectFormat,
  type ImportLayout,
  knownTools,
  titleOf,
} from './formats/layout.ts'
export { type ColumnMapping, readMapping } from './formats/mapping.ts'
export { recognizeValues } from './formats/recognize.ts'
export { type RowIdentity, RowNames } from './identity/row-names.ts'
export type { PeopleDirectory } from './people/directory.ts'
export {
  type KnownPerson,
  noPeople,
  onePerson,
  ownTimeOf,
  type PersonMatch,
  type PersonMatcher,
} from './people/matcher.ts'
export { type PersonReference, personLabel } from './people/person.ts'
export { readPeople } from './people/read-people.ts'
export {
  type ProjectMatch,
  type ProjectNaming,
  type ProjectReference,
  projectPattern,
} from './projects/naming.ts'
export { readProjects } from './projects/read-projects.ts'
export { type ReadImportOptions, readImport } from './read-import.ts'
export {
  type ImportedEntry,
  type ImportedRow,
  type ImportViolation,
  isRejected,
  type RejectedRow,
} from './row.ts'
export { type SurveyOptions, surveyImport } from './survey.ts'
export { type ImportSums, ImportTotals, type PersonSums } from './totals.ts'
