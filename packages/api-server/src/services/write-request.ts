import type { BatchResult, WrittenEntry } from 'timesheets-sdk/contract'
import type { EntryPatch, ParsedEntry, WeekAction, WeekRecord } from 'timesheets-sdk/model'
import type { Caller } from 'timesheets-sdk/rules'
import type { BatchInput, IdempotencyKey } from './timesheet-service.ts'

/** What a request wants written. */
export type WriteRequest =
  | (Asked & { readonly kind: 'create'; readonly entry: ParsedEntry })
  | (Asked & { readonly kind: 'push'; readonly items: readonly BatchInput[] })
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

interface Asked {
  readonly caller: Caller
  readonly idempotency?: IdempotencyKey | undefined
}

/** What is answered, by the kind of the request. JSON through and through: it is what an idempotency key replays. */
export interface WriteAnswers {
  create: { readonly status: 200 | 201; readonly entry: WrittenEntry }
  push: BatchResult
  update: WrittenEntry
  delete: null
  act: WeekRecord
}

export type WriteAnswer = WriteAnswers[keyof WriteAnswers]
