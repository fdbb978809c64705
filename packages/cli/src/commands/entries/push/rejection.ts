import type { Problem } from 'timesheets-sdk/contract'
import type { Violation } from 'timesheets-sdk/model'

/** A row that was not stored, and why. */
export interface Rejection {
  readonly line: number
  /** The column that is wrong, where it is one alone. */
  readonly column: string | undefined
  /** Stable, for programs. */
  readonly code: string
  readonly message: string
  /** The person that the row is for, if known. */
  readonly person: string | undefined
  readonly date: string | undefined
  /** Its text, in the order of its source's columns. */
  readonly cells: readonly string[]
  /** The external id that the row has, or would have. */
  readonly externalId: string | undefined
}

/**
 * Code and message of a row that can't be an entry: the first violation of each member; what follows from it
 * is not worth a word.
 */
export function wordsOfViolations(violations: readonly Violation[]): Pick<Rejection, 'code' | 'message'> {
  const byPath = new Map<string, string>()
  for (const { path, message } of violations) {
    if (!byPath.has(path)) byPath.set(path, message)
  }
  return { code: violations[0]?.code ?? 'invalid_value', message: [...byPath.values()].join('; ') }
}

/** Code and message of an entry that the API refused. */
export function wordsOfProblem(problem: Problem | undefined): Pick<Rejection, 'code' | 'message'> {
  const { code = 'rejected', detail = 'the API gave no reason' } = problem ?? {}
  return { code, message: detail }
}
