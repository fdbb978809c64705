import type { Weeks } from 'timesheets-sdk/client'
import { maximumDecisions } from 'timesheets-sdk/contract'
import type { Week } from 'timesheets-sdk/model'
import { HeldBatches, type HoldOptions } from '../../saving/held-batches.ts'
import { noStorage, type UnsentStorage } from '../../saving/unsaved-storage.ts'
import { createStore } from '../../store.ts'
import { saidOf } from '../../texts/said.ts'
import {
  type ApproverAction,
  type Decision,
  type DecisionsState,
  isUnderWay,
  problemOf,
  requestOf,
  weekKey,
} from './decision.ts'

export interface DecisionsOptions extends HoldOptions {
  readonly decide: Weeks['decide']
  /** Called after every response of the API, with the weeks as they are now. */
  readonly onAnswer: (done: readonly Week[]) => void
  readonly newKey?: () => string
  /** Where decisions that are being sent outlive a reload. */
  readonly storage?: UnsentStorage<Decision>
}

/**
 * The decisions of an approver. Each can be undone for ten seconds; only then is it sent to the API. A
 * rejected one stays, with the reason, until the person decides again or dismisses it. An external store
 * without React.
 */
export class Decisions {
  readonly #options: Required<Omit<DecisionsOptions, keyof HoldOptions>>
  readonly #store = createStore<DecisionsState>({ decisions: new Map(), batches: [], outcome: undefined })
  readonly #held: HeldBatches<ApproverAction>
  readonly #sending = new Set<Promise<void>>()

  constructor(options: DecisionsOptions) {
    this.#options = { newKey: () => crypto.randomUUID(), storage: noStorage, ...options }
    this.#held = new HeldBatches(({ keys }) => {
      this.#setState({})
      this.#send(keys)
    }, options)
    // A reload interrupted these. The API has decided on them once at most: the key is the same.
    const kept = this.#options.storage.read()
    this.#put(kept.map((decision) => [weekKey(decision.week), { ...decision, state: 'failed' }]))
    if (kept.length > 0) this.retry()
  }

  readonly subscribe = this.#store.subscribe
  readonly getState = this.#store.getState

  get #state(): DecisionsState {
    return this.#store.getState()
  }

  /** Whether closing the page now would lose a decision. */
  get hasUnsent(): boolean {
    return [...this.#state.decisions.values()].some(({ state }) => state === 'waiting' || state === 'sending')
  }

  /** Decides on weeks as the approver saw them, and skips those with a decision under way. */
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
    this.#held.hold(action, fresh.map(weekKey))
    this.#setState({ decisions, outcome: undefined })
  }

  /** Undoes the newest batch, or the decision on one week. Returns the number of weeks. */
  undo(key?: string): number {
    const undone = this.#held.undo(key)
    const decisions = new Map(this.#state.decisions)
    for (const one of undone) decisions.delete(one)
    if (undone.length > 0) this.#setState({ decisions })
    return undone.length
  }

  /** Sends everything that waits. Resolves when the API has responded to all of it. */
  async flush(): Promise<void> {
    this.#held.flush()
    await Promise.all(this.#sending)
  }

  /** Sends the failed decisions again. */
  retry(): void {
    const byRequest = new Map<string, string[]>()
    for (const [key, { state, sentAs }] of this.#state.decisions) {
      if (state === 'failed' && sentAs) byRequest.set(sentAs, [...(byRequest.get(sentAs) ?? []), key])
    }
    for (const [sentAs, keys] of byRequest) this.#send(keys, sentAs)
  }

  /** Removes the rejected and failed decisions. */
  dismiss(): void {
    this.#setState({ decisions: new Map([...this.#state.decisions].filter(([, one]) => isUnderWay(one))) })
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
    const requests = sent.map(({ decision }) => requestOf(decision))
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

  #setState(change: Partial<DecisionsState>): void {
    const after = { ...this.#state, batches: this.#held.all, ...change }
    const sent = [...after.decisions.values()].filter(
      ({ state }) => state === 'sending' || state === 'failed',
    )
    this.#options.storage.write(sent)
    this.#store.setState(after)
  }
}
