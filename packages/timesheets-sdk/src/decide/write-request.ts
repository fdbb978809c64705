import type { BatchResult } from '../contract/batch.ts'
import type { WrittenEntry } from '../contract/entries.ts'
import type { Problem } from '../contract/problems.ts'
import type { EntryPatch, ParsedEntry, ParsedPush } from '../model/entry.ts'
import type { WeekAction } from '../model/week.ts'
import type { WeekRecord } from '../model/week-record.ts'
import type { Caller } from '../rules/access.ts'
import type { IdempotencyKey } from './idempotency.ts'

/** An item of a batch: the parsed entry, or the problem that rejects it. */
export type BatchInput = { readonly entry: ParsedPush } | { readonly problem: Problem }

/** A request to write. */
export type WriteRequest =
  | (Asked & Sourced & { readonly kind: 'create'; readonly entry: ParsedEntry })
  | (Asked & Sourced & { readonly kind: 'push'; readonly items: readonly BatchInput[] })
  | (Asked & {
      readonly kind: 'update'
      readonly id: string
      readonly patch: EntryPatch
      readonly ifMatch: string | undefined
    })
  | (Asked & { readonly kind: 'delete'; readonly id: string; readonly ifMatch: string | undefined })
  | (Asked & {
      readonly kind: 'act'
      readonly userId: string
      readonly week: string
      readonly action: WeekAction
      readonly reason: string | undefined
      readonly ifMatch: string | undefined
    })

interface Sourced {
  /** The source that the caller names; default: their client. */
  readonly source?: string | undefined
}

interface Asked {
  readonly caller: Caller
  readonly idempotency?: IdempotencyKey | undefined
}

/** The results by kind of request. They must be plain JSON, because an idempotency key replays them. */
export interface WriteResults {
  readonly create: { readonly status: 200 | 201; readonly entry: WrittenEntry }
  readonly push: BatchResult
  readonly update: WrittenEntry
  readonly delete: null
  readonly act: WeekRecord
}

export type WriteResult = WriteResults[keyof WriteResults]
