export { type Encoding, namedEncodings } from '../csv/lines.ts'
export type { Delimiter } from '../csv/table.ts'
export { ImportError, type ImportErrorCode } from '../errors.ts'
export { absenceRecords } from './absences.ts'
export type { RecordKind, RecordsClient, Refusal, StoreOptions } from './kind.ts'
export { personRecords } from './people.ts'
export {
  type AcceptedRow,
  type CellChange,
  type ImportPlan,
  type PlannedRow,
  type PlanOptions,
  planImport,
  type RejectedRecord,
  type RowReason,
} from './plan.ts'
export { projectRecords } from './projects.ts'
export { storedAsCsv } from './stored-csv.ts'
export type { FoundColumns, TableCells } from './table.ts'
