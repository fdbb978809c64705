import { TimesheetsError } from 'timesheets-sdk/client'
import { etagOf, type WeekDecisionRequest } from 'timesheets-sdk/contract'
import type { Week } from 'timesheets-sdk/model'
import type { HeldBatch } from '../../saving/held-batches.ts'
import { type Said, saidOf } from '../../texts/said.ts'

export type ApproverAction = 'approve' | 'reject' | 'reopen'

/** A decision that is not done: it can still be undone, is being sent, or has failed. */
export interface Decision {
  /** As the approver saw it. */
  readonly week: Week
  readonly action: ApproverAction
  readonly reason: string | undefined
  readonly state: /** Can be undone. */
    | 'waiting'
    | 'sending'
    /** The API rejected it: see `problem`. */
    | 'refused'
    /** The API was unreachable or failed: it may be sent again. */
    | 'failed'
  readonly problem: Said | undefined
  /** The idempotency key that it was sent with. A retry uses the same key. */
  readonly sentAs: string | undefined
}

/** The result of the last batch that was sent. */
export interface Outcome {
  readonly action: ApproverAction
  readonly done: number
  readonly refused: number
  readonly failed: number
}

export interface DecisionsState {
  readonly decisions: ReadonlyMap<string, Decision>
  /** Those that can be undone, the newest last. */
  readonly batches: readonly HeldBatch<ApproverAction>[]
  readonly outcome: Outcome | undefined
}

/** Names a week among those of many people. */
export function weekKey({ userId, week }: Pick<Week, 'userId' | 'week'>): string {
  return `${week} ${userId}`
}

/** A decision as the API takes it: only for the week as the approver saw it. */
export function requestOf({ week, action, reason }: Decision): WeekDecisionRequest {
  return {
    userId: week.userId,
    week: week.week,
    action,
    ...(reason === undefined ? {} : { reason }),
    ifMatch: etagOf(week),
  }
}

/** Whether a decision waits to be sent or is on its way. */
export function isUnderWay(decision: Decision | undefined): boolean {
  return decision?.state === 'waiting' || decision?.state === 'sending'
}

/** The problem that the API sent, if it sent one. */
export function problemOf(error: unknown): Said | undefined {
  return error instanceof TimesheetsError && error.problem ? saidOf(error.problem) : undefined
}
