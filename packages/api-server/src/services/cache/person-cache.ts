import type { Engine } from '../../store/engine.ts'
import { type Changes, mostEvents, type PersonEvent } from '../../store/events/changes.ts'

/** A value that was read, and what it depends on. */
export interface Read<T> {
  readonly value: T
  /** Its size in memory. */
  readonly bytes: number
  /** The first and the last week of the person that it depends on; null: no bound. */
  readonly weeks: { readonly from: string | null; readonly to: string | null }
  /** Whether it also depends on policy, projects and the person's present terms. */
  readonly dependsOnCompany: boolean
}

interface Kept<T> extends Read<T> {
  readonly name: string
  readonly owner: Known<T>
  readonly company: string
}

/** A person of whom something is cached, all as of an event or later. */
interface Known<T> {
  readonly userId: string
  readonly epoch: string
  seen: PersonEvent
  readonly kept: Map<string, Kept<T>>
}

export interface PersonCacheOptions {
  readonly engine: Pick<Engine, 'changesOf'>
  /** How many bytes are cached; 0: none. The least recently used are dropped first. */
  readonly maximumBytes: number
}

/**
 * Caches what was read about people. On each use the event log is asked for the events about the person since
 * the last time, and what one of them may have changed is dropped: nothing older than a write that was
 * acknowledged before is returned. Every write appends its event in its own transaction, so none is missed.
 */
export class PersonCache<T> {
  readonly #engine: PersonCacheOptions['engine']
  readonly #maximumBytes: number
  readonly #people = new Map<string, Known<T>>()
  /** In the order of use. */
  readonly #recent = new Set<Kept<T>>()
  #bytes = 0

  constructor({ engine, maximumBytes }: PersonCacheOptions) {
    this.#engine = engine
    this.#maximumBytes = maximumBytes
  }

  /**
   * The value of this name, cached or read.
   * @param read called after the log was asked: a commit in between makes the value newer than it is taken
   *   for, never older
   */
  async read(userId: string, name: string, read: () => Promise<Read<T>>): Promise<T> {
    if (this.#maximumBytes === 0) return (await read()).value
    const changes = await this.#engine.changesOf(userId, this.#people.get(userId)?.seen.sequence)
    this.#dropChanged(userId, changes)
    const kept = this.#people.get(userId)?.kept.get(name)
    if (kept && (!kept.dependsOnCompany || kept.company === changes.company)) {
      this.#recent.delete(kept)
      this.#recent.add(kept)
      return kept.value
    }
    const found = await read()
    this.#keep(userId, name, found, changes)
    return found.value
  }

  #dropChanged(userId: string, { events, epoch }: Changes): void {
    const known = this.#people.get(userId)
    if (!known) return
    const { seen } = known
    if (epoch !== known.epoch || !continues(events, seen)) {
      for (const kept of known.kept.values()) this.#drop(kept)
      return
    }
    for (const event of events) {
      if (event.sequence <= seen.sequence) continue
      for (const kept of known.kept.values()) if (mayChange(event, kept)) this.#drop(kept)
      known.seen = event
    }
  }

  #keep(userId: string, name: string, found: Read<T>, { events, company, epoch }: Changes): void {
    const seen = events.at(-1)
    if (!seen || events.length > mostEvents || found.bytes > this.#maximumBytes) return
    const owner = this.#people.get(userId) ?? { userId, epoch, seen, kept: new Map() }
    // Meanwhile something else was read after a later event, which this value may not contain.
    if (owner.seen.sequence !== seen.sequence || owner.epoch !== epoch) return
    const former = owner.kept.get(name)
    if (former) this.#drop(former)
    const kept = { ...found, name, owner, company }
    owner.kept.set(name, kept)
    this.#people.set(userId, owner)
    this.#recent.add(kept)
    this.#bytes += kept.bytes
    for (const oldest of this.#recent) {
      if (this.#bytes <= this.#maximumBytes) break
      this.#drop(oldest)
    }
  }

  #drop(kept: Kept<T>): void {
    const { owner } = kept
    this.#recent.delete(kept)
    this.#bytes -= kept.bytes
    owner.kept.delete(kept.name)
    if (owner.kept.size === 0) this.#people.delete(owner.userId)
  }
}

/**
 * Whether the events contain all since the one that was seen. They do not if that one was deleted from the
 * log, with others perhaps, or if the log was replaced and has another one by its number.
 */
function continues(events: readonly PersonEvent[], seen: PersonEvent): boolean {
  const [first] = events
  if (!first || events.length > mostEvents || first.sequence > seen.sequence) return false
  return first.sequence < seen.sequence || first.timeMs === seen.timeMs
}

function mayChange({ week, formerWeek }: PersonEvent, { weeks: { from, to } }: Read<unknown>): boolean {
  const isWithin = (one: string) => (from === null || from <= one) && (to === null || one <= to)
  return week === null || isWithin(week) || (formerWeek !== null && isWithin(formerWeek))
}
