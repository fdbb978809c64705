import type { OperationName } from '../contract/routes.ts'
import type { Caller } from '../rules/caller.ts'
import type { KeptAnswers } from './kept-answers.ts'
import type { MemoryStore } from './memory-store.ts'
import type { Content } from './read-request.ts'
import type { Writes } from './writes.ts'

/** What answers the operations. */
export interface Backend {
  readonly store: MemoryStore
  readonly writes: Writes
  readonly kept: KeptAnswers
  readonly callerOf: (token: string) => Caller | undefined
  readonly now: () => number
}

/** A request that was let in. */
export interface Call {
  readonly request: Request
  readonly caller: Caller
  /** What stands in the place of a `{name}` of the path; `me` is the caller by now. @throws {RangeError} without one */
  param(name: string): string
  readonly ifMatch: string | undefined
  /** Of an operation without a body, empty. */
  readonly content: Content
}

/** What answers some of the operations. */
export type OperationHandlers<Name extends OperationName> = Readonly<
  Record<Name, (call: Call, backend: Backend) => Response>
>
