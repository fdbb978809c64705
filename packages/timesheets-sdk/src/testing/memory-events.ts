import type { Event, EventRecord } from '../model/event.ts'

/** The event log: the changes, numbered from 1. */
export class MemoryEvents {
  #events: Event[] = []

  append(...records: readonly EventRecord[]): void {
    for (const { timeMs, ...record } of records) {
      this.#events.push({
        sequence: this.#events.length + 1,
        time: new Date(timeMs).toISOString(),
        ...record,
      })
    }
  }

  all(): readonly Event[] {
    return this.#events
  }

  /** The last sequence number; 0 without changes. */
  get last(): number {
    return this.#events.length
  }

  clear(): void {
    this.#events = []
  }
}
