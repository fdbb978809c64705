import type { OperationName } from '../contract/routes.ts'
import { readableOwner } from '../decide/caller.ts'
import type { OperationInput } from '../decide/request/operation-input.ts'
import type { Caller } from '../rules/access.ts'
import type { IdempotentResults } from './idempotent-results.ts'
import type { MemoryStore } from './memory-store.ts'

/** The state behind the operations. */
export interface Backend {
  readonly store: MemoryStore
  readonly kept: IdempotentResults
  readonly callerOf: (token: string) => Caller | undefined
  /** Whether reminders can be sent. */
  readonly hasReminders: boolean
  readonly now: () => number
}

/** A request that passed the checks. */
export interface Call<Name extends OperationName> extends OperationInput<Name> {
  readonly request: Request
}

/** Handlers for some of the operations. */
export type OperationHandlers<Names extends OperationName> = {
  readonly [Name in Names]: (call: Call<Name>, backend: Backend) => Response | Promise<Response>
}

/**
 * The owner of the timesheets in a read request: the named person, else the caller.
 * @throws {ProblemError}
 */
export function ownerIn(store: MemoryStore, caller: Caller, named: string | undefined): string {
  return readableOwner(caller, named, named === undefined ? null : store.managerOf(named))
}
