import type { OperationName } from '../contract/routes.ts'
import type { OperationInput } from '../decide/request/operation-input.ts'
import { readableOwner } from '../decide/visibility.ts'
import type { Caller } from '../rules/access.ts'
import type { KeptAnswers } from './kept-answers.ts'
import type { MemoryStore } from './memory-store.ts'

/** What answers the operations. */
export interface Backend {
  readonly store: MemoryStore
  readonly kept: KeptAnswers
  readonly callerOf: (token: string) => Caller | undefined
  /** Whether reminders can be sent. */
  readonly hasReminders: boolean
  readonly now: () => number
}

/** A request that was let in. */
export interface Call<Name extends OperationName> extends OperationInput<Name> {
  readonly request: Request
}

/** What answers some of the operations. */
export type OperationHandlers<Names extends OperationName> = {
  readonly [Name in Names]: (call: Call<Name>, backend: Backend) => Response | Promise<Response>
}

/** Whose timesheets a read is about: the named person, else the caller; `me` is the caller. @throws {ProblemError} */
export function ownerIn(store: MemoryStore, caller: Caller, named: string | undefined): string {
  return readableOwner(caller, named, named === undefined ? null : store.managerOf(named))
}
