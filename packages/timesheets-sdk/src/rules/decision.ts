import type { EntryRecord } from '../model/entry.ts'
import type { Violation } from '../model/violation.ts'
import type { WeekAction, WeekStatus } from '../model/week.ts'
import type { WeekRecord } from '../model/week-record.ts'
import type { Caller } from './access.ts'

/** The result of a request to create or change an entry. */
export type Decision =
  | {
      readonly status: 'created' | 'updated' | 'unchanged'
      readonly entry: EntryRecord
      readonly warnings: readonly Violation[]
    }
  | { readonly status: 'rejected'; readonly errors: readonly Violation[]; readonly existingId?: string }

/** The result of an action on a week. */
export type WeekOutcome =
  | { readonly status: 'done'; readonly week: WeekRecord }
  | { readonly status: 'rejected'; readonly errors: readonly Violation[] }

/** A change that the rules allowed. */
export type Change = EntryChange | WeekChange

/** `before` is `null` for a new entry, `after` for a deleted one. */
export interface EntryChange {
  readonly kind: 'entry'
  readonly caller: Caller
  readonly before: EntryRecord | null
  readonly after: EntryRecord | null
  readonly beforeStatus: WeekStatus
  readonly afterStatus: WeekStatus
}

export interface WeekChange {
  readonly kind: 'week'
  readonly caller: Caller
  readonly action: WeekAction
  readonly reason: string | null
  readonly before: WeekRecord
  readonly after: WeekRecord
}
