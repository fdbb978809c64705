import type { Response } from 'express'
import type { Caller } from 'timesheets-sdk/rules'

/** Facts about a request that is being handled, for its log line, its metrics and its problem. */
export interface Exchange {
  readonly requestId: string
  /** Monotonic, in milliseconds. */
  readonly startedAtMs: number
  /** The operation of the contract, or the name of the system route; undefined where no route matched. */
  operation: string | undefined
  /** The path with its parameters in braces. */
  route: string | undefined
  caller: Caller | undefined
  /** The code of the problem in the response. */
  problemCode: string | undefined
}

/** The exchange of a response that `observe` has seen. */
export function exchangeOf(res: Response): Exchange {
  return res.locals.exchange
}
