import type { EntryFilters, EntryPosition } from '../contract/listing.ts'
import { weekOf } from '../model/calendar.ts'
import { type Entry, type EntryRecord, entryFromRecord } from '../model/entry.ts'
import { defaultPolicy, type Policy } from '../model/policy.ts'
import type { WeekStatus } from '../model/week.ts'
import {
  type ExternalKey,
  emptyWeek,
  type Ledger,
  type StoredFacts,
  type WeekFacts,
} from '../rules/ledger.ts'

/** What a database would hold. */
export class MemoryStore implements StoredFacts {
  policy: Policy = defaultPolicy
  readonly #records = new Map<string, EntryRecord>()
  readonly #idsByExternalKey = new Map<string, string>()
  readonly #weeks = new Map<string, WeekFacts>()
  readonly #statuses = new Map<string, WeekStatus>()

  weekOf(userId: string, week: string): WeekFacts {
    const key = weekKey(userId, week)
    const status = this.#statuses.get(key) ?? 'open'
    return { ...(this.#weeks.get(key) ?? emptyWeek), status }
  }

  setWeekStatus(userId: string, week: string, status: WeekStatus): void {
    this.#statuses.set(weekKey(userId, week), status)
  }

  entryByExternalId(key: ExternalKey): EntryRecord | undefined {
    const id = this.#idsByExternalKey.get(externalKeyText(key))
    return id === undefined ? undefined : this.#records.get(id)
  }

  record(id: string): EntryRecord | undefined {
    return this.#records.get(id)
  }

  /** Entries by date, then id, as they are listed. */
  entries(filters: EntryFilters = {}, after?: EntryPosition): Entry[] {
    return [...this.#records.values()]
      .map((record) => this.#entryOf(record))
      .filter((entry) => isWithin(entry, filters) && (after === undefined || compare(entry, after) > 0))
      .sort(compare)
  }

  /** Writes what a ledger decided. */
  write(ledger: Ledger): void {
    for (const { before, after } of ledger.changes) {
      if (before) this.#forget(before)
      if (after) this.#keep(after)
    }
    for (const { userId, week, facts } of ledger.touchedWeeks) this.#weeks.set(weekKey(userId, week), facts)
  }

  clear(): void {
    this.#records.clear()
    this.#idsByExternalKey.clear()
    this.#weeks.clear()
    this.#statuses.clear()
  }

  #entryOf(record: EntryRecord): Entry {
    return entryFromRecord(record, this.weekOf(record.userId, weekOf(record.date)).status)
  }

  #keep(record: EntryRecord): void {
    this.#records.set(record.id, record)
    const key = keyOf(record)
    if (key !== undefined) this.#idsByExternalKey.set(key, record.id)
  }

  #forget(record: EntryRecord): void {
    this.#records.delete(record.id)
    const key = keyOf(record)
    if (key !== undefined) this.#idsByExternalKey.delete(key)
  }
}

function isWithin(entry: Entry, { from, to, project, status, userId }: EntryFilters): boolean {
  return (
    (from === undefined || entry.date >= from) &&
    (to === undefined || entry.date <= to) &&
    (project === undefined || entry.project === project) &&
    (status === undefined || entry.status === status) &&
    (userId === undefined || entry.userId === userId)
  )
}

function compare(a: EntryPosition, b: EntryPosition): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1
  return a.id < b.id ? -1 : Number(a.id > b.id)
}

function weekKey(userId: string, week: string): string {
  return `${week} ${userId}`
}

function keyOf({ source, externalOwner, externalId }: EntryRecord): string | undefined {
  if (externalOwner === null || externalId === null) return undefined
  return externalKeyText({ source, externalOwner, externalId })
}

function externalKeyText({ source, externalOwner, externalId }: ExternalKey): string {
  return JSON.stringify([source, externalOwner, externalId])
}
