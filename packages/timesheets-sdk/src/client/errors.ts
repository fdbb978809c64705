import type { Problem, ProblemCode } from '../contract/problems.ts'
import { isUnavailable } from '../net/retry.ts'
import type { PushSummary } from './push/options.ts'

/** The kind of a failure, by who has to act on it. */
export type TimesheetsErrorKind =
  /** The API or the issuer gave no response, or only 408, 429 and 5xx: trying again later may help. */
  | 'unreachable'
  /** No token is available, or the API does not accept it for this: somebody has to grant something. */
  | 'not_authorized'
  /** The API understood and refused: what was asked for has to change. */
  | 'refused'
  /** A setting is wrong, such as an address that does not lead to the API. */
  | 'misconfigured'
  /** The response is not from the API, or from a version that this client does not understand. */
  | 'unusable_answer'
  /** The caller's signal. */
  | 'aborted'
  /** The caller's own code, `cause` is what it threw: the source of a push, or a callback. */
  | 'caller_failed'

const clientCodes = {
  network_error: 'unreachable',
  timeout: 'unreachable',
  issuer_unreachable: 'unreachable',
  not_authorized: 'not_authorized',
  misconfigured: 'misconfigured',
  unknown_path: 'misconfigured',
  not_the_api: 'misconfigured',
  invalid_response: 'unusable_answer',
  aborted: 'aborted',
  invalid_argument: 'refused',
  source_failed: 'caller_failed',
  callback_failed: 'caller_failed',
} as const satisfies Record<string, TimesheetsErrorKind>

/**
 * The API's own codes (`week_locked`, ...), and those that the client adds for failures without a response of
 * the API. A later API may have codes that are not listed here.
 */
export type TimesheetsErrorCode = ProblemCode | keyof typeof clientCodes | (string & {})

export interface TimesheetsErrorDetails {
  readonly status?: number | undefined
  readonly requestId?: string | undefined
  readonly problem?: Problem | undefined
  readonly retryAfterMs?: number | undefined
  readonly cause?: unknown
}

const brand: unique symbol = Symbol.for('timesheets-sdk/TimesheetsError')

/**
 * The one error of the client. `message` says in plain words what is wrong and, where it is not plain, what
 * to do. Neither it nor `cause` holds a token, a request or a response.
 */
export class TimesheetsError extends Error {
  override readonly name = 'TimesheetsError'
  /** Marks the errors of every copy of this package, for {@link isTimesheetsError}. */
  readonly [brand] = true
  readonly code: TimesheetsErrorCode
  /** HTTP status of the response; `undefined` if there was none. */
  readonly status: number | undefined
  /** Names the request in the log of the server. */
  readonly requestId: string | undefined
  /** The problem that the API returned (RFC 9457), if it did. */
  readonly problem: Problem | undefined
  /** How long the API asked to be left alone, in milliseconds. */
  readonly retryAfterMs: number | undefined
  /** For a failed `push`: the outcomes of its entries until then. */
  readonly summary: PushSummary | undefined

  constructor(
    code: TimesheetsErrorCode,
    message: string,
    details: TimesheetsErrorDetails & { readonly summary?: PushSummary } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.status = details.status
    this.requestId = details.requestId
    this.problem = details.problem
    this.retryAfterMs = details.retryAfterMs
    this.summary = details.summary
  }

  /** The group that the failure belongs to: a command line makes its exit code of it. */
  get kind(): TimesheetsErrorKind {
    if (isClientCode(this.code)) return clientCodes[this.code]
    if (this.status === 401 || this.code === 'insufficient_scope') return 'not_authorized'
    if (this.status !== undefined && isUnavailable(this.status)) return 'unreachable'
    return this.problem === undefined ? 'unusable_answer' : 'refused'
  }

  /** The same failure, with the outcomes of a push until then. */
  withSummary(summary: PushSummary): TimesheetsError {
    return new TimesheetsError(this.code, this.message, {
      status: this.status,
      requestId: this.requestId,
      problem: this.problem,
      retryAfterMs: this.retryAfterMs,
      cause: this.cause,
      summary,
    })
  }
}

/**
 * Whether a value is a {@link TimesheetsError}, also one of another copy or version of this package in the
 * same program, which `instanceof` does not recognize.
 */
export function isTimesheetsError(value: unknown): value is TimesheetsError {
  return typeof value === 'object' && value !== null && brand in value
}

function isClientCode(code: string): code is keyof typeof clientCodes {
  return Object.hasOwn(clientCodes, code)
}
