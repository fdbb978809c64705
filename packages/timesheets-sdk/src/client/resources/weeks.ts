import { etagOf } from '../../contract/etag.ts'
import type { WeekDecisionRequest, WeekDecisionsResult, WeekFilters, WeekPage } from '../../contract/weeks.ts'
import type { WeekAction } from '../../model/week.ts'
import type { Week } from '../../model/week-schema.ts'
import type { NounContext } from '../core.ts'
import { type Paged, type PagedOptions, paged } from '../reading/paged.ts'
import type { CallOptions } from '../request/call-options.ts'

/** One page of weeks: `limit` (1 to 1,000, default 100) after `cursor`, another page's `nextCursor`. */
export interface WeekPageQuery extends WeekFilters {
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

/**
 * Binds an action to what was read: to the `week` as it was read, or to an entity tag as `If-Match` (RFC 9110
 * section 13.1.1). Where it has changed since, the call fails with `precondition_failed`.
 */
export interface WeekActionOptions extends CallOptions {
  readonly basedOn?: Pick<Week, 'version' | 'status'>
  readonly ifMatch?: string
  /** Names this action, so that it happens once however often it is asked for. Default: a random one. */
  readonly idempotencyKey?: string
}

/**
 * Weeks: what was logged in them, submitted and decided on. `userId` may be `me`; `week` is an ISO week,
 * `2026-W48`. Every method fails with {@link TimesheetsError}: `illegal_transition` where the week's state
 * does not allow the action.
 */
export interface Weeks {
  /**
   * Weeks by week, then person: the caller's own, those of `userId`, with `status: 'submitted'` by an
   * approver the queue of those that wait for their decision, with `everyone` those of all whom the caller
   * may see.
   */
  list(filters?: WeekListFilters, options?: PagedOptions): Paged<Week, WeekPage>
  /** One page of what `list` gives. */
  page(query?: WeekPageQuery, options?: CallOptions): Promise<WeekPage>
  /** A week; one in which nothing was logged is open and empty. */
  get(userId: string, week: string, options?: CallOptions): Promise<Week>
  /** Submits one's own week: from now on nothing in it changes. */
  submit(week: string, options?: WeekActionOptions): Promise<Week>
  /** Takes one's own submitted week back. */
  recall(week: string, options?: WeekActionOptions): Promise<Week>
  /** Approves a submitted week: it counts for payroll from now on. */
  approve(userId: string, week: string, options?: WeekActionOptions): Promise<Week>
  /** Returns a submitted week to its owner, with the reason. */
  reject(userId: string, week: string, reason: string, options?: WeekActionOptions): Promise<Week>
  /** Reopens an approved week, with the reason, so that its owner can change it. */
  reopen(userId: string, week: string, reason: string, options?: WeekActionOptions): Promise<Week>
  /** Decides on up to 200 weeks; each by itself, and what is wrong with one is its own result. */
  decide(
    decisions: readonly WeekDecisionRequest[],
    options?: CallOptions & { readonly idempotencyKey?: string },
  ): Promise<WeekDecisionsResult>
}

export type WeekListFilters = Omit<WeekFilters, 'everyone'> & {
  /** The weeks of everybody whom the caller may see. */
  readonly everyone?: boolean | undefined
}

const operationOf = {
  submit: 'submitWeek',
  recall: 'recallWeek',
  approve: 'approveWeek',
  reject: 'rejectWeek',
  reopen: 'reopenWeek',
} as const satisfies Record<WeekAction, string>

export function weeks({ caller }: NounContext): Weeks {
  async function act(
    action: WeekAction,
    userId: string,
    week: string,
    reason: string | undefined,
    options: WeekActionOptions = {},
  ): Promise<Week> {
    const call = {
      parameters: { userId, week },
      body: JSON.stringify({ reason }),
      ifMatch: options.ifMatch ?? (options.basedOn && etagOf(options.basedOn)),
      idempotencyKey: options.idempotencyKey,
    }
    const { value } = await caller.call(operationOf[action], call, options)
    return value
  }

  async function page(query: WeekPageQuery = {}, options?: CallOptions): Promise<WeekPage> {
    const { limit, ...rest } = query
    return (await caller.call('listWeeks', { query: { ...rest, limit: limit?.toString() } }, options)).value
  }

  return {
    list({ everyone, ...filters } = {}, options = {}) {
      const query = { ...filters, ...(everyone ? { everyone: 'true' as const } : {}) }
      return paged((place) => page({ ...query, ...place }, options), options)
    },
    page,
    async get(userId, week, options) {
      return (await caller.call('getWeek', { parameters: { userId, week } }, options)).value
    },
    submit: (week, options) => act('submit', 'me', week, undefined, options),
    recall: (week, options) => act('recall', 'me', week, undefined, options),
    approve: (userId, week, options) => act('approve', userId, week, undefined, options),
    reject: (userId, week, reason, options) => act('reject', userId, week, reason, options),
    reopen: (userId, week, reason, options) => act('reopen', userId, week, reason, options),
    async decide(decisions, options = {}) {
      const body = JSON.stringify({ decisions })
      return (await caller.call('decideWeeks', { body, idempotencyKey: options.idempotencyKey }, options))
        .value
    },
  }
}
