import type { LoggedChange } from '../../store/events/changes.ts'
import type { LogFollower, LogReader } from './log-follower.ts'

/** From the first to the last week; null: no bound. */
export interface Weeks {
  readonly from: string | null
  readonly to: string | null
}

/** A value that was read, and what it depends on. */
export interface Read<T> {
  readonly value: T
  /** Its size in memory. */
  readonly bytes: number
  /** The weeks of the person that it depends on; null: none. */
  readonly weeks: Weeks | null
}

interface Kept<T> extends Read<T> {
  readonly userId: string
  readonly name: string
  /** Since there was last need for room. */
  wasUsed: boolean
}

/** A read under way. */
interface Reading {
  readonly userId: string
  /** Whether something was committed meanwhile that the value may not contain. */
  isOutdated: boolean
}

export interface PersonCacheOptions {
  readonly log: LogFollower
  /** How many bytes are cached; 0: none. The oldest that were not used since are dropped first. */
  readonly maximumBytes: number
  /** Whether all values also depend on the policy and on other facts about the company. */
  readonly dependsOnCompany: boolean
}

/**
 * Caches what was read about people. On each use the event log is followed to its end, and what an event may
 * have changed is dropped: nothing older than a write that was acknowledged before is returned.
 */
export class PersonCache<T> implements LogReader {
  readonly #log: LogFollower
  readonly #maximumBytes: number
  readonly #dependsOnCompany: boolean
  readonly #people = new Map<string, Map<string, Kept<T>>>()
  /** The oldest first. Moving a value on each use would allocate as much as the rest of a response. */
  readonly #recent = new Set<Kept<T>>()
  readonly #readings = new Set<Reading>()
  #bytes = 0

  constructor({ log, maximumBytes, dependsOnCompany }: PersonCacheOptions) {
    this.#log = log
    this.#maximumBytes = maximumBytes
    this.#dependsOnCompany = dependsOnCompany
    log.add(this)
  }

  /** The value of this name, cached or read. */
  async read(userId: string, name: string, read: () => Promise<Read<T>>): Promise<T> {
    if (this.#maximumBytes > 0) await this.#log.catchUp()
    return this.readSince(userId, name, read)
  }

  /** The same without following the log again: for what the value of a {@link read} under way is made of. */
  async readSince(userId: string, name: string, read: () => Promise<Read<T>>): Promise<T> {
    if (this.#maximumBytes === 0) return (await read()).value
    const kept = this.#people.get(userId)?.get(name)
    if (kept) {
      kept.wasUsed = true
      return kept.value
    }
    const reading: Reading = { userId, isOutdated: false }
    this.#readings.add(reading)
    try {
      const found = await read()
      if (!reading.isOutdated) this.#keep({ ...found, userId, name, wasUsed: false })
      return found.value
    } finally {
      this.#readings.delete(reading)
    }
  }

  changed(event: LoggedChange): void {
    const { userId } = event
    if (userId === null) {
      if (this.#dependsOnCompany) this.changedUnknown()
      return
    }
    for (const reading of this.#readings) reading.isOutdated ||= reading.userId === userId
    for (const kept of this.#people.get(userId)?.values() ?? []) {
      if (mayChange(event, kept)) this.#drop(kept)
    }
  }

  changedUnknown(): void {
    for (const reading of this.#readings) reading.isOutdated = true
    this.#people.clear()
    this.#recent.clear()
    this.#bytes = 0
  }

  #keep(kept: Kept<T>): void {
    const { userId, name, bytes } = kept
    if (bytes > this.#maximumBytes) return
    const ofPerson = this.#people.get(userId) ?? new Map<string, Kept<T>>()
    const former = ofPerson.get(name)
    if (former) this.#drop(former)
    ofPerson.set(name, kept)
    this.#people.set(userId, ofPerson)
    this.#recent.add(kept)
    this.#bytes += bytes
    for (const oldest of this.#recent) {
      if (this.#bytes <= this.#maximumBytes) break
      if (oldest.wasUsed) {
        oldest.wasUsed = false
        this.#recent.delete(oldest)
        this.#recent.add(oldest)
      } else this.#drop(oldest)
    }
  }

  #drop(kept: Kept<T>): void {
    const ofPerson = this.#people.get(kept.userId)
    this.#recent.delete(kept)
    this.#bytes -= kept.bytes
    ofPerson?.delete(kept.name)
    if (ofPerson?.size === 0) this.#people.delete(kept.userId)
  }
}

function mayChange({ week, formerWeek }: LoggedChange, { weeks }: Read<unknown>): boolean {
  if (week === null || weeks === null) return week === null
  const { from, to } = weeks
  const isWithin = (one: string) => (from === null || from <= one) && (to === null || one <= to)
  return isWithin(week) || (formerWeek !== null && isWithin(formerWeek))
}
