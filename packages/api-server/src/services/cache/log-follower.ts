import type { Engine } from '../../store/engine.ts'
import { type Changes, type LoggedChange, mostChanges } from '../../store/events/changes.ts'
import { SharedRead } from './shared-read.ts'

/** Learns what was committed, in order. */
export interface LogReader {
  changed(event: LoggedChange): void
  /** Anything may have changed. */
  changedUnknown(): void
}

/**
 * Follows the event log for the caches of this process. Every write appends its event in its own transaction,
 * and the numbers of events follow the order of commits, so none is missed.
 */
export class LogFollower {
  readonly #engine: Pick<Engine, 'changesSince'>
  readonly #question = new SharedRead(async () =>
    this.#tell(await this.#engine.changesSince(this.#seen?.sequence)),
  )
  readonly #readers: LogReader[] = []
  #epoch = ''
  /** The last event that the readers know; undefined: the log was empty. */
  #seen: LoggedChange | undefined

  constructor(engine: Pick<Engine, 'changesSince'>) {
    this.#engine = engine
  }

  add(reader: LogReader): void {
    this.#readers.push(reader)
  }

  /** Resolves when the readers know everything that was committed before the call. */
  catchUp(): Promise<void> {
    return this.#question.ask()
  }

  #tell({ events, epoch }: Changes): void {
    const seen = this.#seen
    const last = events.at(-1)
    const isNew = epoch !== this.#epoch
    if (!isNew && last?.sequence === seen?.sequence && last?.timeMs === seen?.timeMs) return
    this.#epoch = epoch
    if (isNew || !seen || !continues(events, seen)) {
      // After more than are listed, the next question is for the last event.
      this.#seen = events.length > mostChanges ? undefined : last
      for (const reader of this.#readers) reader.changedUnknown()
      return
    }
    for (const event of events) {
      if (event.sequence <= seen.sequence) continue
      this.#seen = event
      for (const reader of this.#readers) reader.changed(event)
    }
  }
}

/**
 * Whether the events contain all since the one that was seen. They do not if that one was deleted from the
 * log, with others perhaps, or if the log was replaced and has another one by its number.
 */
function continues(events: readonly LoggedChange[], seen: LoggedChange): boolean {
  const [first] = events
  if (!first || events.length > mostChanges || first.sequence > seen.sequence) return false
  return first.sequence < seen.sequence || first.timeMs === seen.timeMs
}
