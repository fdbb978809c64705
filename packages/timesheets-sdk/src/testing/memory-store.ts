import { v7 as uuidv7 } from 'uuid'
import type { EntryFilters, EntryPosition } from '../contract/entries.ts'
import { decide, type Stored } from '../decide/decide-write.ts'
import type { WriteRequest, WriteResults } from '../decide/write-request.ts'
import type { Absence } from '../model/absence.ts'
import { weekOf } from '../model/calendar.ts'
import { type Entry, type EntryRecord, entryFromRecord } from '../model/entry.ts'
import type { Feed } from '../model/feed.ts'
import type { Person } from '../model/person.ts'
import { defaultPolicy, type Policy } from '../model/policy.ts'
import type { WeekStatus } from '../model/week.ts'
import { emptyWeek, type WeekRecord } from '../model/week-record.ts'
import type { ManagerId } from '../rules/access.ts'
import { type ExternalKey, externalKeyText } from '../rules/entry-index.ts'
import { eventOfChange } from '../rules/event-of-change.ts'
import type { CatalogueProject } from '../rules/judge-project.ts'
import { Ledger, type StoredFacts } from '../rules/ledger.ts'
import { MemoryEvents } from './memory-events.ts'
import { MemoryPeriods } from './memory-periods.ts'
import { MemoryReminders } from './memory-reminders.ts'
import { MemoryRoster } from './memory-roster.ts'
import { MemoryWebhooks } from './memory-webhooks.ts'

/** The content of the fake API's database. */
export class MemoryStore implements StoredFacts, Stored {
  policy: Policy = defaultPolicy
  readonly roster = new MemoryRoster()
  readonly events = new MemoryEvents()
  readonly webhooks = new MemoryWebhooks()
  readonly reminders = new MemoryReminders()
  readonly periods = new MemoryPeriods()
  /** Feeds by person. */
  readonly feeds = new Map<string, Feed>()
  readonly #records = new Map<string, EntryRecord>()
  readonly #idsByExternalKey = new Map<string, string>()
  readonly #weeks = new Map<string, WeekRecord>()

  weekOf(userId: string, week: string): WeekRecord {
    return this.#weeks.get(weekKey(userId, week)) ?? emptyWeek(userId, week)
  }

  /** The weeks that were ever changed. */
  weeks(): WeekRecord[] {
    return [...this.#weeks.values()]
  }

  setWeekStatus(userId: string, week: string, status: WeekStatus): void {
    const current = this.weekOf(userId, week)
    this.#weeks.set(weekKey(userId, week), { ...current, status, version: current.version + 1 })
  }

  /** The manager of a person, as `maySee` takes it. */
  managerOf(userId: string): ManagerId {
    if (this.roster.person(userId)) return this.roster.managerOf(userId)
    return this.weeks().some((week) => week.userId === userId) ? null : undefined
  }

  get hasCatalogue(): boolean {
    return this.roster.hasCatalogue
  }

  projectOf(code: string): CatalogueProject | undefined {
    return this.roster.projectOf(code)
  }

  entryByExternalId(key: ExternalKey): EntryRecord | undefined {
    const id = this.#idsByExternalKey.get(externalKeyText(key))
    return id === undefined ? undefined : this.#records.get(id)
  }

  /** Whether a source has entries whose external ids are unique per person. */
  hasIdsPerPerson(source: string): boolean {
    return [...this.#records.values()].some(
      (record) => record.source === source && Boolean(record.externalOwner),
    )
  }

  personOf(userId: string): Person | undefined {
    return this.roster.person(userId)
  }

  absencesOf(userId: string): readonly Absence[] {
    return this.roster.absences({ userId })
  }

  entriesOfWeek(userId: string, week: string): EntryRecord[] {
    return [...this.#records.values()].filter(
      (record) => record.userId === userId && weekOf(record.date) === week,
    )
  }

  /** Weeks after a correction of the roster. */
  putWeeks(weeks: readonly WeekRecord[]): void {
    for (const week of weeks) this.#weeks.set(weekKey(week.userId, week.week), week)
  }

  entry(id: string): EntryRecord | undefined {
    return this.#records.get(id)
  }

  /** Entries by date, then id, as they are listed. */
  entries(filters: EntryFilters = {}): Entry[] {
    return [...this.#records.values()]
      .map((record) => this.#entryOf(record))
      .filter((entry) => isWithin(entry, filters))
      .sort(compareEntries)
  }

  /** Decides on a request as the server does, and stores the changes. @throws {ProblemError} */
  decide<R extends WriteRequest>(request: R, nowMs: number): WriteResults[R['kind']] {
    const { result, ledger } = this.#judge(request, nowMs)
    this.write(ledger, nowMs)
    return result
  }

  /** Stores the changes of a ledger, with an event for each. */
  write(ledger: Ledger, nowMs = 0): void {
    this.events.append(...ledger.changes.map((change) => eventOfChange(change, nowMs)))
    for (const change of ledger.changes) {
      if (change.kind !== 'entry') continue
      const { before, after } = change
      if (before) this.#forget(before)
      if (after) this.#keep(after)
    }
    for (const week of ledger.touchedWeeks) this.#weeks.set(weekKey(week.userId, week.week), week)
  }

  /** The result of {@link decide} without storing anything. @throws {ProblemError} */
  rehearse<R extends WriteRequest>(request: R, nowMs: number): WriteResults[R['kind']] {
    return this.#judge(request, nowMs).result
  }

  #judge<R extends WriteRequest>(request: R, nowMs: number) {
    const ledger = new Ledger(this, { nowMs, newId: uuidv7 })
    const result = decide(request, ledger, this) as WriteResults[R['kind']]
    return { ledger, result }
  }

  clear(): void {
    this.#records.clear()
    this.#idsByExternalKey.clear()
    this.#weeks.clear()
    this.roster.clear()
    this.events.clear()
    this.webhooks.clear()
    this.reminders.clear()
    this.periods.clear()
    this.feeds.clear()
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

/** Negative if `a` is listed first. */
export function compareEntries(a: EntryPosition, b: EntryPosition): number {
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
