import type { BatchItem } from '../../contract/batch.ts'
import type { Problem, ProblemCode } from '../../contract/problems.ts'
import type { WarningGroup } from '../../contract/warning-groups.ts'
import type { PushedEntry } from '../../model/entry.ts'
import type { CallOptions } from '../request/call-options.ts'

/** The result of one item of a push. */
export interface PushOutcome<Item> extends Omit<BatchItem, 'index'> {
  /** The place of the item in what was pushed, from 0. */
  readonly index: number
  readonly item: Item
}

/** How far a push is. All are counts of items. */
export interface PushCounts {
  /** Taken from the source. */
  readonly read: number
  /** Sent, with or without a response. */
  readonly sent: number
  /** Stored as new entries. */
  readonly created: number
  /** Stored entries that were changed. */
  readonly updated: number
  /** Stored entries with this content already. */
  readonly unchanged: number
  /** Rejected by the rules. */
  readonly rejected: number
  /** Accepted with one warning or more; they are among the created, updated and unchanged. */
  readonly warned: number
}

/** The result of a push. */
export interface PushSummary extends PushCounts {
  /** Why entries were rejected, by the code of the problem: how many, and the first ten. */
  readonly rejections: readonly RejectionGroup[]
  /** By code; `index` is the place of the item in what was pushed. */
  readonly warnings: readonly WarningGroup<{ readonly index: number }>[]
  /** The signal ended the push before the source ended. */
  readonly aborted: boolean
}

/** The rejected entries of a push whose problem has one code. */
export interface RejectionGroup {
  readonly code: ProblemCode | (string & {})
  readonly count: number
  readonly first: readonly {
    /** The place of the item in what was pushed, from 0. */
    readonly index: number
    readonly externalId: string | undefined
    readonly problem: Problem
  }[]
}

/** `timeoutMs` and `totalTimeoutMs` are for each request of the push. */
export interface PushOptions<Item> extends Pick<CallOptions, 'timeoutMs' | 'totalTimeoutMs'> {
  /** The most entries in one request, 1 to 1,000. Default 1,000. */
  readonly batchSize?: number
  /** The most requests under way at once. Default 2. */
  readonly concurrency?: number
  /**
   * Does everything but store. Each batch is judged by itself, without what an earlier one would have stored.
   */
  readonly dryRun?: boolean
  /**
   * The source whose `externalId`s these are, as the policy names it. Default: the id of this client. Another
   * client finds the entries again only if both name the same source.
   */
  readonly source?: string | undefined
  /** Stops reading and sending. Requests under way are awaited, not repeated, and counted in the summary. */
  readonly signal?: AbortSignal | undefined
  /**
   * Called for each item when the response to its batch arrives: in order within a person's items, not over
   * all of them. A promise is waited for before more is sent; what it throws ends the push.
   */
  readonly onOutcome?: (outcome: PushOutcome<Item>) => void | Promise<void>
  /** Called when a batch is sent and when its response arrives. */
  readonly onProgress?: (counts: PushCounts) => void
  /** The entry of an item, which may carry more, such as a line number. Default: the item itself. */
  readonly toEntry?: (item: Item) => PushedEntry
}
