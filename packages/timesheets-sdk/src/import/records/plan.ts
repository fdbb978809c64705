import { isSameContent } from '../../model/same-content.ts'
import type { Violation } from '../../model/violation.ts'
import type { Encoding } from '../csv/lines.ts'
import type { Delimiter } from '../csv/table.ts'
import type { Moment, RecordKind, RecordsClient, Refusal, StoreOptions } from './kind.ts'
import { type FoundColumns, openRecords, type RecordTable, type TableCells } from './table.ts'

export interface PlanOptions {
  /** Milliseconds since the epoch. */
  readonly nowMs: number
  /**
   * Whether to judge each row by the rules, as if all rows before it were stored. Without it, rows that can
   * be read are accepted, and the API decides.
   */
  readonly judge: boolean
  /** Of a file that is neither UTF-8 nor UTF-16. */
  readonly encoding?: Encoding | undefined
  readonly signal?: AbortSignal | undefined
}

/** The outcome of an import, row by row. Nothing is stored until {@link AcceptedRow.store} is called. */
export interface ImportPlan {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly columns: FoundColumns
  /**
   * Each row, as it is read.
   * @throws {ImportError} `missing_column`, or if a later line cannot be read
   */
  readonly rows: AsyncGenerator<PlannedRow, void, undefined>
}

export type PlannedRow = AcceptedRow | RejectedRecord

interface RowPlace {
  /** From 1, of the file. */
  readonly line: number
  /** The key of the record, such as a `userId`, of a row that can be read. */
  readonly key: string | undefined
}

/** A cell that changes. An empty text is an empty cell. */
export interface CellChange {
  readonly column: string
  readonly before: string
  readonly after: string
}

/** A row that can be stored. */
export interface AcceptedRow extends RowPlace {
  readonly key: string
  readonly outcome: 'added' | 'updated' | 'unchanged'
  /** The cells of the record afterwards. */
  readonly cells: TableCells
  /** The cells that differ from those that are stored; of a new record, all. */
  readonly changes: readonly CellChange[]
  /** The day from which the changes count. `undefined`: today. */
  readonly from: string | undefined
  /**
   * Stores the row. Returns why the API rejected it, if it did.
   * @throws any other failure, after which no other row can be stored either
   */
  store(options?: StoreOptions): Promise<Refusal | undefined>
}

/** A row that cannot be stored. */
export interface RejectedRecord extends RowPlace {
  readonly outcome: 'rejected'
  readonly cells: TableCells
  readonly reasons: readonly RowReason[]
}

/** A reason why a row is rejected, and the column at fault, if it is one. */
export interface RowReason extends Violation {
  readonly column: string | undefined
}

/**
 * Reads a CSV file of records and compares it with what is stored. A column that the file lacks keeps the
 * stored values, an empty cell removes one.
 *
 * @throws {ImportError} if the file has no header, or one with a column twice
 */
export async function planImport<Column extends string, Item, Stored extends object>(
  kind: RecordKind<Column, Item, Stored>,
  client: RecordsClient,
  source: AsyncIterable<Uint8Array>,
  options: PlanOptions,
): Promise<ImportPlan> {
  const { encoding } = options
  const table = await openRecords(source, kind, { ...(encoding && { encoding }) })
  return { ...table, rows: planRows(kind, client, table, options) }
}

async function* planRows<Column extends string, Item, Stored extends object>(
  kind: RecordKind<Column, Item, Stored>,
  client: RecordsClient,
  { columns: { absent }, rows }: RecordTable<Column>,
  { nowMs, judge, signal }: PlanOptions,
): AsyncGenerator<PlannedRow, void, undefined> {
  const moment: Moment = { today: new Date(nowMs).toISOString().slice(0, 10), nowMs }
  const lineOfKey = new Map<string, number>()
  let stored: Awaited<ReturnType<typeof kind.load>> | undefined
  for await (const row of rows) {
    signal?.throwIfAborted()
    const { line } = row
    if ('fault' in row) {
      yield rejected(kind, { line, key: undefined, cells: {} }, [row.fault])
      continue
    }
    stored ??= await kind.load(client, { signal, judge })
    const key = kind.keyOf(row.cells)
    const before = key === undefined ? undefined : stored.records.get(key)
    const from = kind.dayOf(row.cells, moment.today)
    const storedCells = before ? kind.cellsOf(before, from) : ({} as TableCells<Column>)
    const kept = kind.kept?.(storedCells, row.cells) ?? storedCells
    const read = kind.read({ ...only(kept, absent), ...row.cells }, before)
    if (key === undefined || 'violations' in read) {
      yield rejected(kind, { ...row, key: undefined }, 'violations' in read ? read.violations : [])
      continue
    }
    const { item } = read
    const first = lineOfKey.get(key)
    const violation = first === undefined ? judge && stored.judge(item) : duplicateOf(first)
    lineOfKey.set(key, first ?? line)
    if (violation) {
      yield rejected(kind, { ...row, key }, [violation])
      continue
    }
    const after = kind.after(before, item, moment)
    stored.records.set(key, after)
    const cells = kind.cellsOf(after, from)
    yield {
      line,
      key,
      outcome: !before ? 'added' : isSameContent(before, after) ? 'unchanged' : 'updated',
      cells,
      changes: changesBetween(kind.columns, storedCells, cells),
      from: from === moment.today ? undefined : from,
      store(options = {}) {
        const put = (more?: StoreOptions) => kind.put(client, item, { ...options, ...more }, before)
        return refusalOf(before ? put() : added(put))
      },
    }
  }
}

function duplicateOf(line: number): Violation {
  return { code: 'duplicate_row', message: `stands in line ${line} already: keep one of the two`, path: '' }
}

function rejected<Column extends string>(
  { columns, columnsByPath = {} }: Columns<Column>,
  { line, key, cells }: RowPlace & { readonly cells: TableCells },
  violations: readonly Violation[],
): RejectedRecord {
  const columnOf = (path: string) =>
    columnsByPath[path] ?? columns.find((column) => column === path.split('/')[1])
  const reasons = violations.map((violation) => ({ ...violation, column: columnOf(violation.path) }))
  return { line, key, outcome: 'rejected', cells, reasons }
}

type Columns<Column extends string> = Pick<RecordKind<Column, never, object>, 'columns' | 'columnsByPath'>

function only<Column extends string>(
  cells: TableCells<Column>,
  columns: readonly Column[],
): TableCells<Column> {
  const some: Partial<Record<Column, string>> = {}
  for (const column of columns) if (cells[column] !== undefined) some[column] = cells[column]
  return some
}

function changesBetween<Column extends string>(
  columns: readonly Column[],
  before: TableCells<Column>,
  after: TableCells<Column>,
): CellChange[] {
  return columns
    .map((column) => ({ column, before: before[column] ?? '', after: after[column] ?? '' }))
    .filter((change) => change.before !== change.after)
}

/**
 * Adds a record, unless somebody else has added it since the file was compared. The client sends such a
 * request once; without a response, the record is sent as a replacement, which the client repeats.
 */
async function added(put: (more?: StoreOptions) => Promise<unknown>): Promise<unknown> {
  try {
    return await put({ ifNoneMatch: '*' })
  } catch (error) {
    if (Object(error).kind !== 'unreachable') throw error
    return put()
  }
}

/** The rejection of one record; any other failure is thrown. */
async function refusalOf(stored: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await stored
    return undefined
  } catch (error) {
    const { name, kind, status } = error as { name?: unknown; kind?: unknown; status?: unknown }
    if (name === 'TimesheetsError' && kind === 'refused' && status !== 403) return error as Refusal & Error
    throw error
  }
}
