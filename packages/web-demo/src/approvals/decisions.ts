import { TimesheetsError, type Weeks } from 'timesheets-sdk/client'
import { etagOf, maximumDecisions } from 'timesheets-sdk/contract'
import type { Week } from 'timesheets-sdk/model'
import { type Said, saidOf } from '../texts/said.ts'

export type ApproverAction = 'approve' | 'reject' | 'reopen'

/** What was decided on a week and is not done: it can still be undone, is on its way, or came to nothing. */
export interface Decision {
  /** As the approver saw it. */
  readonly week: Week
  readonly action: ApproverAction
  readonly reason: string | undefined
  readonly state: /** Can be undone. */
    | 'waiting'
    | 'sending'
    /** The API has refused it: see `problem`. */
    | 'refused'
    /** The API was not reached, or did not understand: may be sent again. */
    | 'failed'
  readonly problem: Said | undefined
  /** The idempotency key that it was sent with, and is sent with again as long as its fate is not known. */
  readonly sentAs: string | undefined
}

/** Weeks that were decided on by one act, and are sent together. */
export interface Batch {
  readonly action: ApproverAction
  readonly keys: readonly string[]
  /** When it is sent. Milliseconds since the epoch. */
  readonly dueMs: number
}

/** What became of the last batch that was sent. */
export interface Outcome {
  readonly action: ApproverAction
  readonly done: number
  readonly refused: number
  readonly failed: number
}

export interface DecisionsState {
  readonly decisions: ReadonlyMap<string, Decision>
  /** Those that can be undone, the newest last. */
  readonly batches: readonly Batch[]
  readonly outcome: Outcome | undefined
}

export interface DecisionsOptions {
  readonly decide: Weeks['decide']
  /** Told of every answer of the API, with the weeks as they are now. */
  readonly onAnswer: (done: readonly Week[]) => void
  readonly now?: () => number
  /** Calls back after so many milliseconds; answers how to stop that. */
  readonly schedule?: (callback: () => void, delayMs: number) => () => void
  readonly newKey?: () => string
}

/** How long a decision can be undone. */
export const undoMs = 10_000

interface Waiting extends Batch {
  readonly id: number
  readonly stop: () => void
}

/** Names a week among those of many people. */
export function weekKey({ userId, week }: Pick<Week, 'userId' | 'week'>): string {
  return `${week} ${userId}`
}

/**
 * Decisions of an approver. Each can be undone for ten seconds, and is sent then: the API knows of nothing before. What was
 * refused stays, with the reason, until it is decided on anew or dismissed. An external store without React.
 */
export class Decisions {
  readonly #options: Required<DecisionsOptions>
  readonly #listeners = new Set<() => void>()
  readonly #sending = new Set<Promise<void>>()
  #waiting: readonly Waiting[] = []
  #lastId = 0
  #state: DecisionsState = { decisions: new Map(), batches: [], outcome: undefined }

  constructor(options: DecisionsOptions) {
    this.#options = {
      now: Date.now,
      schedule: (callback, delayMs) => {
        const timer = setTimeout(callback, delayMs)
        return () => clearTimeout(timer)
      },
      newKey: () => crypto.randomUUID(),
      ...options,
    }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The same object until something changes. */
  readonly getState = (): DecisionsState => this.#state

  /** Whether closing the page now would lose a decision. */
  get hasUnsent(): boolean {
    return [...this.#state.decisions.values()].some(({ state }) => state === 'waiting' || state === 'sending')
  }

  /** Decides on weeks as they were seen; those that are decided on already are left alone. */
  decide(weeks: readonly Week[], action: ApproverAction, reason?: string): void {
    const fresh = weeks.filter((week) => !isUnderWay(this.#state.decisions.get(weekKey(week))))
    if (fresh.length === 0) return
    const decisions = new Map(this.#state.decisions)
    for (const week of fresh) {
      decisions.set(weekKey(week), {
        week,
        action,
        reason,
        state: 'waiting',
        problem: undefined,
        sentAs: undefined,
      })
    }
    this.#lastId += 1
    const id = this.#lastId
    const batch: Waiting = {
      id,
      action,
      keys: fresh.map(weekKey),
      dueMs: this.#options.now() + undoMs,
      stop: this.#options.schedule(() => this.#sendBatch(id), undoMs),
    }
    this.#setState({ decisions, outcome: undefined }, [...this.#waiting, batch])
  }

  /** Takes the newest batch back, or one week of any. Answers how many weeks that were. */
  undo(key?: string): number {
    const batch = key ? this.#waiting.find(({ keys }) => keys.includes(key)) : this.#waiting.at(-1)
    if (!batch) return 0
    const undone = key ? [key] : batch.keys
    const keys = batch.keys.filter((one) => !undone.includes(one))
    if (keys.length === 0) batch.stop()
    const decisions = new Map(this.#state.decisions)
    for (const one of undone) decisions.delete(one)
    const others = this.#waiting.map((one) => (one === batch ? { ...batch, keys } : one))
    this.#setState(
      { decisions },
      others.filter((one) => one.keys.length > 0),
    )
    return undone.length
  }

  /** Sends everything that waits now. Resolves when all of it, and what was on its way, has been answered. */
  async flush(): Promise<void> {
    for (const { id } of this.#waiting) this.#sendBatch(id)
    await Promise.all(this.#sending)
  }

  /** Sends once more what the API was not reached with. */
  retry(): void {
    const byRequest = new Map<string, string[]>()
    for (const [key, { state, sentAs }] of this.#state.decisions) {
      if (state === 'failed' && sentAs) byRequest.set(sentAs, [...(byRequest.get(sentAs) ?? []), key])
    }
    for (const [sentAs, keys] of byRequest) this.#send(keys, sentAs)
  }

  /** Forgets what was refused or has failed. */
  dismiss(): void {
    this.#setState({ decisions: new Map([...this.#state.decisions].filter(([, one]) => isUnderWay(one))) })
  }

  #sendBatch(id: number): void {
    const batch = this.#waiting.find((one) => one.id === id)
    if (!batch) return
    batch.stop()
    this.#setState(
      {},
      this.#waiting.filter((one) => one !== batch),
    )
    this.#send(batch.keys)
  }

  #send(keys: readonly string[], sentAs?: string): void {
    for (let start = 0; start < keys.length; start += maximumDecisions) {
      const sent = this.#sendSome(
        keys.slice(start, start + maximumDecisions),
        sentAs ?? this.#options.newKey(),
      ).finally(() => this.#sending.delete(sent))
      this.#sending.add(sent)
    }
  }

  async #sendSome(keys: readonly string[], sentAs: string): Promise<void> {
    const sent = keys.flatMap((key) => {
      const decision = this.#state.decisions.get(key)
      return decision ? [{ key, decision }] : []
    })
    const first = sent[0]
    if (!first) return
    this.#put(
      sent.map(({ key, decision }) => [key, { ...decision, state: 'sending', problem: undefined, sentAs }]),
    )
    const { action } = first.decision
    const requests = sent.map(({ decision: { week, action, reason } }) => ({
      userId: week.userId,
      week: week.week,
      action,
      ...(reason === undefined ? {} : { reason }),
      ifMatch: etagOf(week),
    }))
    try {
      const { results } = await this.#options.decide(requests, { idempotencyKey: sentAs })
      const done: Week[] = []
      const decisions = new Map(this.#state.decisions)
      for (const [index, { key, decision }] of sent.entries()) {
        const result = results.find((one) => one.index === index)
        if (result?.status === 'done') {
          decisions.delete(key)
          if (result.week) done.push(result.week)
        } else {
          decisions.set(key, {
            ...decision,
            state: 'refused',
            problem: result?.problem && saidOf(result.problem),
            sentAs,
          })
        }
      }
      this.#options.onAnswer(done)
      this.#setState({
        decisions,
        outcome: { action, done: done.length, refused: sent.length - done.length, failed: 0 },
      })
    } catch (error) {
      this.#put(
        sent.map(({ key, decision }) => [
          key,
          { ...decision, state: 'failed', problem: problemOf(error), sentAs },
        ]),
      )
      this.#setState({ outcome: { action, done: 0, refused: 0, failed: sent.length } })
    }
  }

  #put(changed: readonly (readonly [string, Decision])[]): void {
    this.#setState({ decisions: new Map([...this.#state.decisions, ...changed]) })
  }

  #setState(change: Partial<DecisionsState>, waiting = this.#waiting): void {
    this.#waiting = waiting
    this.#state = { ...this.#state, batches: waiting, ...change }
    for (const listener of [...this.#listeners]) listener()
  }
}

function isUnderWay(decision: Decision | undefined): boolean {
  return decision?.state === 'waiting' || decision?.state === 'sending'
}

function problemOf(error: unknown): Said | undefined {
  return error instanceof TimesheetsError && error.problem ? saidOf(error.problem) : undefined
}
