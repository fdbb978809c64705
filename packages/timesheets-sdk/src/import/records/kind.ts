import type { Problem } from '../../contract/problems.ts'
import type { Absence, NewAbsence } from '../../model/absence.ts'
import type { NewProject, Project } from '../../model/catalogue.ts'
import type { NewPerson, Person } from '../../model/person.ts'
import type { Policy } from '../../model/policy.ts'
import type { Violation } from '../../model/violation.ts'
import type { TableCells, TableShape } from './table.ts'

interface ReadOptions {
  readonly signal?: AbortSignal | undefined
}

/** How a record is stored. */
export interface StoreOptions extends ReadOptions {
  /** Whether approved weeks and closed periods may change. */
  readonly correct?: boolean
  /** `*`: only adds; a record that exists is not replaced. */
  readonly ifNoneMatch?: '*' | undefined
}

/** The record that a change is based on. If it is another one by then, the change is rejected. */
interface BasedOn<Stored> {
  readonly basedOn?: Stored | undefined
}

/** The methods of the API's client that imports use: those of `timesheets-sdk/client`. */
export interface RecordsClient {
  readonly people: {
    list(filters: object, options: ReadOptions): AsyncIterable<Person>
    put(userId: string, person: NewPerson, options: StoreOptions & BasedOn<Person>): Promise<unknown>
  }
  readonly projects: {
    list(filters: object, options: ReadOptions): AsyncIterable<Project>
    put(code: string, project: NewProject, options: StoreOptions & BasedOn<Project>): Promise<unknown>
  }
  readonly absences: {
    list(filters: { readonly everyone: true }, options: ReadOptions): AsyncIterable<Absence>
    put(userId: string, from: string, absence: NewAbsence, options: StoreOptions): Promise<unknown>
  }
  readonly policy: { get(options: ReadOptions): Promise<Pick<Policy, 'holidayCalendars'>> }
}

/** Why the API did not store a row. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly problem?: Problem | undefined
}

/** The present, as an import sees it. */
export interface Moment {
  /** The present day (UTC), from which changes count by default. */
  readonly today: string
  /** Milliseconds since the epoch. */
  readonly nowMs: number
}

/** The stored records, and the rules that judge changes of them. */
export interface StoredRecords<Item, Stored> {
  /** By key. An import adds the rows that it accepts, so that later rows are judged by them. */
  readonly records: Map<string, Stored>
  /** The reason why the API would reject a row, if it is known here. */
  judge(item: Item): Violation | undefined
}

/** A kind of record that rows of a CSV file become, each by itself. */
export interface RecordKind<Column extends string, Item, Stored extends object> extends TableShape<Column> {
  /** The columns of members that are called otherwise in the API, by JSON pointer. */
  readonly columnsByPath?: Readonly<Record<string, Column>>
  /** The key of a row, also its name in messages. `undefined`: a cell for it is empty. */
  keyOf(cells: TableCells<Column>): string | undefined
  /** The day from which a row counts. */
  dayOf(cells: TableCells<Column>, today: string): string
  /** The cells of a stored record, as it is on a day. */
  cellsOf(stored: Stored, day: string): TableCells<Column>
  /** The stored cells that stay beside those of a row, for columns that the file lacks. Default: all. */
  kept?(stored: TableCells<Column>, cells: TableCells<Column>): TableCells<Column>
  /** The content of a row, or the reasons why it has none. `before`: the stored record, on that day. */
  read(
    cells: TableCells<Column>,
    before: Stored | undefined,
  ): { readonly item: Item } | { readonly violations: readonly Violation[] }
  /** The record after the row is stored. */
  after(before: Stored | undefined, item: Item, moment: Moment): Stored
  /** Loads what is stored. `judge`: whether rows will be judged, which may need more of the API. */
  load(
    client: RecordsClient,
    options: ReadOptions & { readonly judge: boolean },
  ): Promise<StoredRecords<Item, Stored>>
  /** @param before the record that the item was planned on; it may have changed since */
  put(client: RecordsClient, item: Item, options: StoreOptions, before: Stored | undefined): Promise<unknown>
}
