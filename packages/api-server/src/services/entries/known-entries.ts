import { addDays, datesOfWeek, earliestDate, latestDate } from 'timesheets-sdk/model'
import type { LoggedChange } from '../../store/events/changes.ts'
import type { EntryPlace } from '../../store/timesheets/listed-entries.ts'
import type { LogFollower, LogReader } from '../cache/log-follower.ts'
import type { EncodedEntries } from './encoded-entries.ts'

/** Which entries of a person are wanted. Both dates are inclusive. */
export interface EntryRange {
  readonly userId: string
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface KnownEntriesOptions {
  readonly log: LogFollower
  /** Reads the first entries of a range after a place from the database. */
  readonly read: (range: EntryRange, after: EntryPlace | undefined, limit: number) => Promise<EncodedEntries>
  /** How many bytes are cached. The people whose entries were not used for a long time are dropped first. */
  readonly maximumBytes: number
}

/** All entries of a person from one day to another. */
interface Stretch {
  readonly from: string
  readonly to: string
  readonly entries: EncodedEntries
}

/** The known entries of a person. Each event about them replaces it, so that reads under way notice one. */
interface Known {
  /** By date, without overlaps. */
  stretches: readonly Stretch[]
  /** Since there was last need for room. */
  wasUsed: boolean
}

/** Parts of a page that are read alone. If more are unknown, one statement for the whole page is cheaper. */
const mostReads = 2
/**
 * A part that continues what is known has at least so many entries: it starts with the day on which a page
 * ended, of which there may be more.
 */
const leastEntries = 50
// The objects around the bytes of a person and of each stretch.
const overheadBytes = 500

/**
 * Caches the encoded entries of people by stretches of days, so that after a commit only those of the week
 * that it changed are read again. Only of people about whom there was an event since the start: the pages of
 * others stay as they are, and to keep their entries as well would double the memory.
 */
export class KnownEntries implements LogReader {
  readonly #log: LogFollower
  readonly #read: KnownEntriesOptions['read']
  readonly #maximumBytes: number
  /** The oldest first. */
  readonly #people = new Map<string, Known>()
  #bytes = 0

  constructor({ log, read, maximumBytes }: KnownEntriesOptions) {
    this.#log = log
    this.#read = read
    this.#maximumBytes = maximumBytes
    log.add(this)
  }

  /**
   * The first entries of a range after a place, as lists that follow each other: at least as new as what the
   * log was last followed to.
   */
  async read(range: EntryRange, after: EntryPlace | undefined, limit: number): Promise<EncodedEntries[]> {
    const known = this.#people.get(range.userId)
    if (!known) return [await this.#read(range, after, limit)]
    const found = await this.#assemble(known, range, after, limit)
    if (found?.isMixed) {
      // An event since the first part was read may have moved an entry from one part to another.
      await this.#log.catchUp()
      if (this.#people.get(range.userId) !== known) return [await this.#read(range, after, limit)]
    }
    return found?.lists ?? [await this.#read(range, after, limit)]
  }

  /** Undefined: there are too many unknown parts. */
  async #assemble(
    known: Known,
    { userId, from = earliestDate, to = latestDate }: EntryRange,
    after: EntryPlace | undefined,
    limit: number,
  ): Promise<{ readonly lists: EncodedEntries[]; readonly isMixed: boolean } | undefined> {
    const lists: EncodedEntries[] = []
    let count = 0
    const take = (some: EncodedEntries) => {
      const start = Math.max(some.firstFrom(from), after ? some.firstAfter(after) : 0)
      const taken = some.slice(start, Math.min(some.firstAfter({ date: to }), start + limit - count))
      count += taken.length
      if (taken.length > 0) lists.push(taken)
    }
    let parts = 0
    let reads = 0
    let day = after && after.date > from ? after.date : from
    while (day <= to && count < limit) {
      parts++
      const next = known.stretches.find((stretch) => day <= stretch.to)
      if (next && next.from <= day) {
        known.wasUsed = true
        take(next.entries)
        day = addDays(next.to, 1)
        continue
      }
      if (++reads > mostReads) return undefined
      const end = next && next.from <= to ? addDays(next.from, -1) : to
      const wanted = parts === 1 && !after ? limit : Math.max(limit - count, leastEntries)
      const read = await this.#read({ userId, from: day, to: end }, undefined, wanted)
      take(read)
      // Of the last day there may be more.
      const last = read.length < wanted ? end : addDays(read.last.date, -1)
      this.#keep(userId, known, stretchOf(day, last, read))
      if (last !== end && count < limit) return undefined
      day = addDays(end, 1)
    }
    return { lists, isMixed: reads > 0 && parts > 1 }
  }

  changed({ userId, week, formerWeek }: LoggedChange): void {
    if (userId === null) return
    const known = this.#people.get(userId)
    let stretches = week === null ? [] : (known?.stretches ?? [])
    for (const changed of [week, formerWeek]) {
      if (changed !== null) stretches = stretches.flatMap((stretch) => without(changed, stretch))
    }
    this.#people.set(userId, { stretches, wasUsed: known?.wasUsed ?? false })
    this.#bytes += bytesOf(stretches) - (known ? bytesOf(known.stretches) : 0)
    this.#dropOldest()
  }

  changedUnknown(): void {
    this.#people.clear()
    this.#bytes = 0
  }

  #keep(userId: string, known: Known, stretch: Stretch): void {
    const { stretches } = known
    const overlaps = stretches.some(({ from, to }) => stretch.from <= to && from <= stretch.to)
    if (this.#people.get(userId) !== known || stretch.to < stretch.from || overlaps) return
    known.stretches = [...stretches, stretch].sort((one, other) => (one.from < other.from ? -1 : 1))
    this.#bytes += bytesOfStretch(stretch)
    this.#dropOldest()
  }

  #dropOldest(): void {
    for (const [oldest, known] of this.#people) {
      if (this.#bytes <= this.#maximumBytes) break
      this.#people.delete(oldest)
      if (known.wasUsed) {
        known.wasUsed = false
        this.#people.set(oldest, known)
      } else this.#bytes -= bytesOf(known.stretches)
    }
  }
}

/** The parts of a stretch that stay known after a week changed. */
function without(week: string, stretch: Stretch): Stretch[] {
  const dates = datesOfWeek(week)
  const [monday, sunday] = [dates[0] as string, dates[6] as string]
  if (stretch.to < monday || sunday < stretch.from) return [stretch]
  return [
    stretchOf(stretch.from, addDays(monday, -1), stretch.entries),
    stretchOf(addDays(sunday, 1), stretch.to, stretch.entries),
  ].filter(({ from, to }) => from <= to)
}

/** @param some entries in order, among which are all of these days */
function stretchOf(from: string, to: string, some: EncodedEntries): Stretch {
  return { from, to, entries: some.slice(some.firstFrom(from), some.firstAfter({ date: to })).compact() }
}

function bytesOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, stretch) => sum + bytesOfStretch(stretch), overheadBytes)
}

function bytesOfStretch({ entries }: Stretch): number {
  return entries.keptBytes + overheadBytes
}
