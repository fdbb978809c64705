import type { Entry } from 'timesheets-sdk/model'
import type { Said } from '../texts/said.ts'
import { type Content, contentOf, isSameContent } from './content.ts'
import { type Pause, pauseOf, refusalOf } from './failures.ts'
import type { Line, LineTarget, Refusal } from './line.ts'
import { creationOf, type EntryWriter, type Outcome, storeLine } from './store-line.ts'
import { noStorage, type UnsavedStorage } from './unsaved-storage.ts'

/** A change that is stored: what the caches of entries have to learn. */
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
  /** Calls back after so many milliseconds; answers how to stop that. Default: a timer. */
  readonly schedule?: (callback: () => void, delayMs: number) => () => void
  readonly newKey?: () => string
}

/** How the lines of some dates stand once nothing of them is on its way. */
export type Settled = 'saved' | 'stuck' | Pause

export interface QueueState {
  readonly lines: ReadonlyMap<string, Line>
  readonly pause: Pause | undefined
}

const savedMarkMs = 2_500
const firstRetryDelayMs = 2_000
const lastRetryDelayMs = 30_000

/**
 * Saves lines one after another for each day, as the rules bind the entries of a day together, and days side by side.
 * An edit is never dropped: what is typed while a save is under way is saved after it. What can't be sent waits; what is
 * refused keeps what was typed, and blocks nothing else.
 *
 * It knows nothing of React: an external store, with {@link subscribe} and {@link getState}.
 */
export class SaveQueue {
  readonly #entries: EntryWriter
  readonly #options: Required<Omit<SaveQueueOptions, 'entries'>>
  readonly #listeners = new Set<() => void>()
  readonly #busyDates = new Set<string>()
  #state: QueueState = { lines: new Map(), pause: undefined }
  #failures = 0
  #stopRetryTimer: (() => void) | undefined
  #isClosed = false

  constructor({ entries, ...options }: SaveQueueOptions) {
    this.#entries = entries
    this.#options = {
      onStored: () => {},
      storage: noStorage,
      isOnline: () => navigator.onLine,
      schedule: (callback, delayMs) => {
        const timer = setTimeout(callback, delayMs)
        return () => clearTimeout(timer)
      },
      newKey: () => crypto.randomUUID(),
      ...options,
    }
    const kept = this.#options.storage
      .read()
      .map((line): Line => (line.status === 'saving' ? { ...line, status: 'waiting' } : line))
    this.#state = { lines: new Map(kept.map((line) => [line.key, line])), pause: undefined }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The same object until something changes. */
  readonly getState = (): QueueState => this.#state

  /** Whether leaving now would lose something. */
  get hasUnsaved(): boolean {
    return [...this.#state.lines.values()].some((line) => line.status !== 'saved')
  }

  /**
   * Waits until nothing of these dates is on its way any more. `stuck`: something of them needs a person first;
   * `offline` and `session`: something of them waits for the network, or for a sign-in.
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

  /** Saves that the line shall hold `wanted`; `null` deletes it. While it is in conflict, the person decides first. */
  want(target: LineTarget, wanted: Content | null): void {
    const known = this.find(target)
    if (known?.theirs !== undefined) {
      this.contest(target, wanted, known.theirs)
      return
    }
    this.#put({
      key: known?.key ?? target.key,
      date: target.date,
      project: target.project,
      base: known === undefined || known.status === 'saved' ? (target.base ?? known?.base) : known.base,
      creation: known?.creation,
      anonymous: known?.anonymous,
      status: known?.status === 'saving' ? 'saving' : 'waiting',
      wanted,
    })
    this.#run()
  }

  /** Keeps what is wanted beside `theirs`, which somebody else has stored meanwhile, until the person decides. */
  contest(target: LineTarget, wanted: Content | null, theirs: Entry | null): void {
    const known = this.find(target)
    const line: Line = {
      key: known?.key ?? target.key,
      date: target.date,
      project: target.project,
      base: known?.base ?? target.base,
      wanted,
      theirs,
      status: 'conflict',
    }
    this.#put(line)
    if (isSameContent(wanted, theirs && contentOf(theirs))) this.takeTheirs(line.key)
  }

  /** Keeps what was typed though it can't be saved, and why. */
  refuse(target: LineTarget, typed: string, refusal: Refusal): void {
    const known = this.find(target)
    this.#put({
      ...target,
      key: known?.key ?? target.key,
      base: known?.base ?? target.base,
      creation: known?.creation,
      anonymous: known?.anonymous,
      wanted: known?.wanted ?? (target.base ? contentOf(target.base) : null),
      theirs: known?.theirs,
      status: 'refused',
      typed,
      refusal,
    })
  }

  /** Sends a refused line once more. */
  retry(key: string): void {
    const line = this.#state.lines.get(key)
    if (line?.status !== 'refused' || line.typed !== undefined) return
    this.#put({ ...line, status: 'waiting', refusal: undefined })
    this.#run()
  }

  /** Forgets what was wanted of a line that is refused or in conflict: what is stored shows again. */
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

  /** Sends what waits: at the start, when the network is back, or the person has signed in again. */
  resume(): void {
    this.#isClosed = false
    this.#failures = 0
    this.#stopRetryTimer?.()
    this.#stopRetryTimer = undefined
    if (this.#state.pause !== undefined) this.#setState({ pause: undefined })
    this.#run()
  }

  /** Begins nothing until it is resumed. What is under way ends. */
  close(): void {
    this.#isClosed = true
    this.#stopRetryTimer?.()
  }

  #run(): void {
    if (this.#isClosed || this.#state.pause !== undefined) return
    const waiting = [...this.#state.lines.values()].filter((line) => line.status === 'waiting')
    if (waiting.length > 0 && !this.#options.isOnline()) {
      this.#pauseFor('offline')
      return
    }
    for (const { date } of waiting) {
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
      this.#failures = 0
    } catch (error) {
      this.#fail(line, error)
    }
  }

  #settle(sent: Line, outcome: Outcome): void {
    const line = this.#state.lines.get(sent.key) ?? sent
    if (outcome.kind === 'conflict') {
      this.#put({ ...line, creation: undefined, status: 'conflict', theirs: outcome.theirs })
      return
    }
    if (outcome.kind === 'rebased') {
      const isTypedSince = !isSameContent(line.wanted, sent.wanted)
      this.#put({
        ...line,
        creation: undefined,
        base: outcome.base,
        wanted: isTypedSince ? line.wanted : outcome.wanted,
        anonymous: outcome.anonymous ?? line.anonymous,
        status: line.status === 'saving' ? 'waiting' : line.status,
      })
      return
    }
    this.#report(sent, outcome.entry, outcome.warnings)
    const next: Line = { ...line, creation: undefined, base: outcome.entry, anonymous: undefined }
    if (line.status !== 'saving') {
      // Something that can't be stored was typed in the meantime.
      this.#put(next)
    } else if (isSameContent(outcome.entry ? contentOf(outcome.entry) : null, line.wanted)) {
      this.#put({ ...next, status: 'saved' })
      this.#options.schedule(() => {
        if (this.#state.lines.get(line.key)?.status === 'saved') this.#remove(line.key)
      }, savedMarkMs)
    } else {
      this.#put({ ...next, status: 'waiting' })
    }
  }

  #fail(sent: Line, error: unknown): void {
    const line = this.#state.lines.get(sent.key) ?? sent
    const pause = pauseOf(error)
    if (pause !== undefined) {
      // Whether it was stored is not known: a creation stays as it was sent, and so is not made twice.
      this.#put({ ...line, status: line.status === 'saving' ? 'waiting' : line.status })
      this.#pauseFor(pause)
      return
    }
    const isTypedSince = line.status !== 'saving' || !isSameContent(line.wanted, sent.wanted)
    this.#put(
      isTypedSince
        ? { ...line, creation: undefined, status: line.status === 'saving' ? 'waiting' : line.status }
        : { ...line, creation: undefined, status: 'refused', refusal: refusalOf(error) },
    )
  }

  #pauseFor(pause: Pause): void {
    this.#setState({ pause })
    if (pause === 'session' || this.#stopRetryTimer) return
    const delayMs = Math.min(lastRetryDelayMs, firstRetryDelayMs * 2 ** this.#failures)
    this.#failures += 1
    this.#stopRetryTimer = this.#options.schedule(() => {
      this.#stopRetryTimer = undefined
      this.#setState({ pause: undefined })
      this.#run()
    }, delayMs)
  }

  #report(line: Line, entry: Entry | undefined, warnings: readonly Said[]): void {
    this.#options.onStored({ date: line.date, previousId: line.base?.id, entry, warnings })
  }

  #put(line: Line): void {
    this.#setState({ lines: new Map(this.#state.lines).set(line.key, line) })
  }

  #remove(key: string): void {
    const lines = new Map(this.#state.lines)
    lines.delete(key)
    this.#setState({ lines })
  }

  #setState(change: Partial<QueueState>): void {
    this.#state = { ...this.#state, ...change }
    this.#options.storage.write([...this.#state.lines.values()].filter((line) => line.status !== 'saved'))
    for (const listener of [...this.#listeners]) listener()
  }
}
