import type { TimesheetsClient } from 'timesheets-sdk/client'
import type { Me } from 'timesheets-sdk/contract'
import {
  type ImportedRow,
  type ImportSums,
  ImportTotals,
  isRejected,
  type PersonSums,
} from 'timesheets-sdk/import'
import { clockText, minutesFromHours } from 'timesheets-sdk/model'
import { plainText } from '../../../io/terminal/plain-text.ts'
import { Table } from '../../../io/terminal/table.ts'
import { listEntries } from './list-entries.ts'

/** The sums of a file before anything is sent, and its first and last day. */
export class FileTotals {
  readonly sums = new ImportTotals()
  from: string | undefined
  to: string | undefined

  add(row: ImportedRow): void {
    this.sums.add(row)
    if (isRejected(row)) return
    const { date } = row.entry
    if (this.from === undefined || date < this.from) this.from = date
    if (this.to === undefined || date > this.to) this.to = date
  }
}

/** `37:30 h in the file, 37:15 h to store: -0:15 h by rounding, 2:00 h in 1 rejected row`. */
export function totalsLine({ rows, entries, seconds, minutes, ...rest }: ImportSums): string {
  const rejected = rows - entries
  const { roundingSeconds, rejectedSeconds } = rest
  const reasons = [
    ...(roundingSeconds === 0 ? [] : [`${signed(roundingSeconds)} h by rounding`]),
    ...(rejected === 0
      ? []
      : [`${hoursText(rejectedSeconds)} h in ${rejected} rejected ${rejected === 1 ? 'row' : 'rows'}`]),
  ]
  const why = reasons.length === 0 ? '' : `: ${reasons.join(', ')}`
  return `${hoursText(seconds)} h in the file, ${clockText(minutes)} h to store${why}`
}

const columns = [
  { title: 'PERSON' },
  { title: 'ROWS', align: 'right' },
  { title: 'IN FILE', align: 'right' },
  { title: 'TO STORE', align: 'right' },
  { title: 'ROUNDING', align: 'right' },
  { title: 'REJECTED', align: 'right' },
] as const

/** A table of the sums by person, and their total. */
export function totalsTable({ all, people }: ImportTotals): string[] {
  const row = (name: string, sums: ImportSums) => [
    name,
    String(sums.rows),
    hoursText(sums.seconds),
    clockText(sums.minutes),
    sums.roundingSeconds === 0 ? '' : signed(sums.roundingSeconds),
    sums.rejectedSeconds === 0 ? '' : hoursText(sums.rejectedSeconds),
  ]
  return tableOf(columns, [...people.map((sums) => row(sums.person || '-', sums)), row('total', all)])
}

/** The sums by person for programs: hours as clock texts would have to be parsed, so minutes and seconds. */
export function totalsJson({ all, people }: ImportTotals) {
  const { person: _, ...total } = { person: '', ...all }
  return { ...total, people: people.map((sums: PersonSums) => ({ ...sums })) }
}

/** The minutes that were pushed for a person, and those in the API. */
export interface StoredSums {
  readonly person: string
  readonly expectedMinutes: number
  readonly entries: number
  readonly minutes: number
}

/** Collects the entries that a push reported as stored, to compare them with those in the API afterwards. */
export class StoredEntries {
  readonly #minutes = new Map<string, number>()
  readonly #people = new Map<string, number>()

  add(id: string | undefined, { userId = '', hours }: { readonly userId?: string; readonly hours: number }) {
    const minutes = minutesFromHours(hours) ?? 0
    // The same entry twice: the later row counts.
    if (id !== undefined) this.#minutes.set(id, minutes)
    this.#people.set(userId, (this.#people.get(userId) ?? 0) + minutes)
  }

  /**
   * Reads the entries of these days from the API and sums those of this push.
   *
   * @throws {TimesheetsError} if they cannot be read
   */
  async readBack(
    client: TimesheetsClient,
    { isMachine, userId }: Pick<Me, 'isMachine' | 'userId'>,
    { from, to }: Pick<FileTotals, 'from' | 'to'>,
    signal: AbortSignal,
  ): Promise<readonly StoredSums[]> {
    const stored = new Map<string, { entries: number; minutes: number }>()
    if (from !== undefined && to !== undefined) {
      for await (const entry of listEntries(
        client,
        { isMachine },
        { from, to, people: this.#people.keys(), signal },
      )) {
        if (!this.#minutes.has(entry.id)) continue
        const sums = stored.get(entry.userId) ?? { entries: 0, minutes: 0 }
        sums.entries++
        sums.minutes += minutesFromHours(entry.hours) ?? 0
        stored.set(entry.userId, sums)
      }
    }
    const expected = new Map(
      [...this.#people].map(([person, minutes]) => [person || (userId ?? ''), minutes]),
    )
    const people = [...new Set([...expected.keys(), ...stored.keys()])].toSorted()
    return people.map((person) => ({
      person,
      expectedMinutes: expected.get(person) ?? 0,
      ...(stored.get(person) ?? { entries: 0, minutes: 0 }),
    }))
  }
}

export function isAsExpected(sums: readonly StoredSums[]): boolean {
  return sums.every(({ expectedMinutes, minutes }) => expectedMinutes === minutes)
}

const storedColumns = [
  { title: 'PERSON' },
  { title: 'ENTRIES', align: 'right' },
  { title: 'PUSHED', align: 'right' },
  { title: 'IN THE API', align: 'right' },
  { title: 'DIFFERENCE', align: 'right' },
] as const

/** A table of the pushed and the stored hours by person, and their total. */
export function storedTable(sums: readonly StoredSums[]): string[] {
  const total = { person: 'total', expectedMinutes: 0, entries: 0, minutes: 0 }
  for (const { expectedMinutes, entries, minutes } of sums) {
    total.expectedMinutes += expectedMinutes
    total.entries += entries
    total.minutes += minutes
  }
  const rows = [...sums, total].map(({ person, expectedMinutes, entries, minutes }) => [
    person,
    String(entries),
    clockText(expectedMinutes),
    clockText(minutes),
    minutes === expectedMinutes ? '' : clockText(minutes - expectedMinutes),
  ])
  return tableOf(storedColumns, rows)
}

function tableOf(titles: ConstructorParameters<typeof Table>[0], rows: readonly string[][]): string[] {
  const table = new Table(titles, Number.POSITIVE_INFINITY)
  table.fit(rows)
  return [table.header(), ...table.lines(rows)].map(plainText)
}

/** `7:30`, with seconds only if there are some. */
export function hoursText(seconds: number): string {
  const whole = Math.round(Math.abs(seconds))
  const rest = whole % 60 === 0 ? '' : `:${String(whole % 60).padStart(2, '0')}`
  return `${seconds < 0 ? '-' : ''}${clockText(Math.floor(whole / 60))}${rest}`
}

function signed(seconds: number): string {
  return seconds > 0 ? `+${hoursText(seconds)}` : hoursText(seconds)
}
