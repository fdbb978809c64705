import type { EventLog } from '../decide/event-log.ts'
import type { Event, EventRecord } from '../model/event.ts'

/** The fake's log is never restored. */
const generation = 'fa4e00000001'

/** The event log: the changes, numbered from 1. */
export class MemoryEvents {
  #events: Event[] = []

  append(...records: readonly EventRecord[]): void {
    for (const { timeMs, ...record } of records) {
      this.#events.push({
        sequence: this.#events.length + 1,
        generation,
        time: new Date(timeMs).toISOString(),
        ...record,
        // By the rules that made the record: action, subject, before and after belong together.
      } as Event)
    }
  }

  all(): readonly Event[] {
    return this.#events
  }

  /** The last sequence number; 0 without changes. */
  get last(): number {
    return this.#events.length
  }

  /** The log in outline. */
  get log(): EventLog {
    return { generations: [{ generation, after: 0 }], first: Math.min(1, this.last), last: this.last }
  }

  clear(): void {
    this.#events = []
  }
}
