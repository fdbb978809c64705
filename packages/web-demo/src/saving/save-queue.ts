import type { Entry } from 'timesheets-sdk/model'
import { createStore, type Store } from '../store.ts'
import type { Said } from '../texts/said.ts'
import { type Content, contentOf, isSameContent } from './content.ts'
import { type Pause, pauseOf, refusalOf } from './failures.ts'
import type { Line, LineChange, LineTarget, Refusal } from './line.ts'
import {
  contestedLine,
  lineAfterOutcome,
  lineAfterPause,
  lineAfterRefusal,
  refusedLine,
  wantedLine,
} from './line-transitions.ts'
import { RetryTimer } from './retry-timer.ts'
import { byTimer, type Schedule } from './schedule.ts'
import { creationOf, type EntryWriter, type Outcome, storeLine } from './store-line.ts'
import { noStorage, type UnsavedStorage } from './unsaved-storage.ts'

/** A stored change, for the caches of entries. */
export interface StoredChange {
  readonly date: string
  /** The id that is gone, or was replaced by `entry`. */
  readonly previousId: string | undefined
  readonly entry: Entry | undefined
  readonly warnings: readonly Said[]
}

export interface SaveQueueOptions {
  readonly entries: EntryWriter
  readonly onStored?: (change: StoredChange) => void
  readonly storage?: UnsavedStorage
  readonly isOnline?: () => boolean
  /** Default: a timer. */
  readonly schedule?: Schedule
  readonly newKey?: () => string
}

/** The state of the lines of some dates once none is being saved. */
export type Settled = 'saved' | 'stuck' | Pause

export interface QueueState {
  readonly lines: ReadonlyMap<string, Line>
  readonly pause: Pause | undefined
}

const savedMarkMs = 2_500
// All days of a week at once. A change of hundreds of entries must not send hundreds of requests at once.
const maximumBusyDates = 7

/**
 * Saves the lines of one day in sequence, because the rules relate them, and days in parallel. No edit is
 * dropped: a text typed during a save is saved after it. Unsent lines wait; a refused line keeps its text and
 * blocks no other.
 *
 * It knows nothing of React: an external store, with {@link subscribe} and {@link getState}.
 */
export class SaveQueue {
  readonly #entries: EntryWriter
  readonly #options: Required<Omit<SaveQueueOptions, 'entries'>>
  readonly #store: Store<QueueState>
  readonly #busyDates = new Set<string>()
  readonly #retry: RetryTimer
  #isClosed = false

  constructor({ entries, ...options }: SaveQueueOptions) {
    this.#entries = entries
    this.#options = {
      onStored: () => {},
      storage: noStorage,
      isOnline: () => navigator.onLine,
      schedule: byTimer,
      newKey: () => crypto.randomUUID(),
      ...options,
    }
    this.#retry = new RetryTimer(this.#options.schedule)
    const kept = this.#options.storage
      .read()
      .map((line): Line => (line.status === 'saving' ? { ...line, status: 'waiting' } : line))
    this.#store = createStore<QueueState>({
      lines: new Map(kept.map((line) => [line.key, line])),
      pause: undefined,
    })
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener)

  readonly getState = (): QueueState => this.#store.getState()

  get #state(): QueueState {
    return this.#store.getState()
  }

  /** Whether leaving now would lose something. */
  get hasUnsaved(): boolean {
    return [...this.#state.lines.values()].some((line) => line.status !== 'saved')
  }

  /**
   * Waits until nothing on these dates is being saved. `stuck`: a line needs the person; `offline` and
   * `session`: a line waits for the network or a sign-in.
   */
  settled(dates: readonly string[]): Promise<Settled> {
    const { promise, resolve } = Promise.withResolvers<Settled>()
    const look = () => {
      const { lines, pause } = this.#state
      const own = [...lines.values()].filter(({ date }) => dates.includes(date))
      const isBusy = own.some(({ status }) => status === 'waiting' || status === 'saving')
      if (isBusy && pause === undefined) return
      stop()
      if (isBusy && pause !== undefined) resolve(pause)
      else resolve(own.some(({ status }) => status !== 'saved') ? 'stuck' : 'saved')
    }
    const stop = this.subscribe(look)
    look()
    return promise
  }

  /** The line that stands for `target`, under whichever key it was begun. */
  find(target: Pick<LineTarget, 'key' | 'base'>): Line | undefined {
    const { lines } = this.#state
    const id = target.base?.id
    return (
      lines.get(target.key) ??
      (id === undefined ? undefined : [...lines.values()].find((line) => line.base?.id === id))
    )
  }

  /**
   * Queues `wanted` as the line's content; `null` deletes its entry. In a conflict, the person decides first.
   */
  want(target: LineTarget, wanted: Content | null): void {
    this.wantAll([{ target, wanted }])
  }

  /** As {@link want}, for the lines of one action. */
  wantAll(changes: readonly LineChange[]): void {
    const lines = changes.flatMap(({ target, wanted }) => {
      const known = this.find(target)
      if (known?.theirs === undefined) return [wantedLine(target, known, wanted)]
      this.contest(target, wanted, known.theirs)
      return []
    })
    if (lines.length > 0) this.#put(...lines)
    this.#run()
  }

  /** Keeps `wanted` beside `theirs`, stored by another client meanwhile, until the person decides. */
  contest(target: LineTarget, wanted: Content | null, theirs: Entry | null): void {
    const line = contestedLine(target, this.find(target), wanted, theirs)
    this.#put(line)
    if (isSameContent(wanted, theirs && contentOf(theirs))) this.takeTheirs(line.key)
  }

  /** Keeps a typed text that cannot be saved, with the reason. */
  refuse(target: LineTarget, typed: string, refusal: Refusal): void {
    this.#put(refusedLine(target, this.find(target), typed, refusal))
  }

  /** Sends a refused line once more. */
  retry(key: string): void {
    const line = this.#state.lines.get(key)
    if (line?.status !== 'refused' || line.typed !== undefined) return
    this.#put({ ...line, status: 'waiting', refusal: undefined })
    this.#run()
  }

  /** Drops the change of a line that is refused or in conflict; the stored content shows again. */
  discard(key: string): void {
    const line = this.#state.lines.get(key)
    if (line?.status !== 'refused' && line?.status !== 'conflict') return
    this.#remove(key)
    if (line.theirs !== undefined) this.#report(line, line.theirs ?? undefined, [])
  }

  /** Ends a conflict by storing what was typed here. */
  keepMine(key: string): void {
    const line = this.#state.lines.get(key)
    if (line?.status !== 'conflict') return
    this.#put({ ...line, base: line.theirs ?? undefined, theirs: undefined, status: 'waiting' })
    this.#run()
  }

  /** Ends a conflict by what is stored. */
  takeTheirs(key: string): void {
    if (this.#state.lines.get(key)?.status === 'conflict') this.discard(key)
  }

  /** Sends the waiting lines: at the start, when the network is back, or after a sign-in. */
  resume(): void {
    this.#isClosed = false
    this.#retry.succeeded()
    this.#retry.stop()
    if (this.#state.pause !== undefined) this.#setState({ pause: undefined })
    this.#run()
  }

  /** Starts no request until `resume`. Requests in progress finish. */
  close(): void {
    this.#isClosed = true
    this.#retry.stop()
  }

  #run(): void {
    if (this.#isClosed || this.#state.pause !== undefined) return
    const waiting = [...this.#state.lines.values()].filter((line) => line.status === 'waiting')
    if (waiting.length > 0 && !this.#options.isOnline()) {
      this.#pauseFor('offline')
      return
    }
    for (const { date } of waiting) {
      if (this.#busyDates.size >= maximumBusyDates) return
      if (!this.#busyDates.has(date)) void this.#runDate(date)
    }
  }

  async #runDate(date: string): Promise<void> {
    this.#busyDates.add(date)
    try {
      for (;;) {
        const next = [...this.#state.lines.values()].find(
          (line) => line.date === date && line.status === 'waiting',
        )
        if (!next || this.#isClosed || this.#state.pause !== undefined) return
        await this.#save(next)
      }
    } finally {
      this.#busyDates.delete(date)
      this.#run()
    }
  }

  async #save(waiting: Line): Promise<void> {
    const line: Line = {
      ...waiting,
      status: 'saving',
      creation: creationOf(waiting, this.#options.newKey),
    }
    this.#put(line)
    try {
      this.#settle(line, await storeLine(line, this.#entries))
      this.#retry.succeeded()
    } catch (error) {
      this.#fail(line, error)
    }
  }

  #settle(sent: Line, outcome: Outcome): void {
    const line = this.#state.lines.get(sent.key) ?? sent
    if (outcome.kind === 'stored') this.#report(sent, outcome.entry, outcome.warnings)
    const next = lineAfterOutcome(line, sent, outcome)
    this.#put(next)
    if (next.status !== 'saved') return
    this.#options.schedule(() => {
      if (this.#state.lines.get(line.key)?.status === 'saved') this.#remove(line.key)
    }, savedMarkMs)
  }

  #fail(sent: Line, error: unknown): void {
    const line = this.#state.lines.get(sent.key) ?? sent
    const pause = pauseOf(error)
    if (pause === undefined) {
      this.#put(lineAfterRefusal(line, sent, refusalOf(error)))
    } else {
      this.#put(lineAfterPause(line))
      this.#pauseFor(pause)
    }
  }

  #pauseFor(pause: Pause): void {
    this.#setState({ pause })
    if (pause === 'session') return
    this.#retry.start(() => {
      this.#setState({ pause: undefined })
      this.#run()
    })
  }

  #report(line: Line, entry: Entry | undefined, warnings: readonly Said[]): void {
    this.#options.onStored({ date: line.date, previousId: line.base?.id, entry, warnings })
  }

  #put(...changed: readonly Line[]): void {
    const lines = new Map(this.#state.lines)
    for (const line of changed) lines.set(line.key, line)
    this.#setState({ lines })
  }

  #remove(key: string): void {
    const lines = new Map(this.#state.lines)
    lines.delete(key)
    this.#setState({ lines })
  }

  #setState(change: Partial<QueueState>): void {
    const state = { ...this.#state, ...change }
    this.#options.storage.write([...state.lines.values()].filter((line) => line.status !== 'saved'))
    this.#store.setState(state)
  }
}
