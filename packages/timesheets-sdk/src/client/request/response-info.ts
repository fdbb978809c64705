import type { OperationName } from '../../contract/routes.ts'
import type { HttpHooks, RequestInfo, ResponseInfo, RetryInfo } from '../../net/hooks.ts'

interface OfOperation {
  readonly operation: OperationName
}

export type ApiRequestInfo = RequestInfo & OfOperation
export type ApiResponseInfo = ResponseInfo & OfOperation & { readonly rateLimit: RateLimit | undefined }
export type ApiRetryInfo = RetryInfo & OfOperation

/** The rest of the caller's quota (RateLimit header fields, draft 8). */
export interface RateLimit {
  readonly remaining: number
  readonly resetInSeconds: number
  /** The whole quota. */
  readonly limit: number | undefined
}

/** The notice that an operation will change or end. */
export interface DeprecationInfo extends OfOperation {
  /** Since when, or from when on, the operation is deprecated (RFC 9745), in milliseconds since the epoch. */
  readonly deprecatedAtMs: number | undefined
  /** When it ends (RFC 8594), in milliseconds since the epoch. */
  readonly sunsetAtMs: number | undefined
  /** Where to read about it: `Link` with `rel="deprecation"` or `rel="sunset"`. */
  readonly link: string | undefined
}

/**
 * The client's hooks, for logs and metrics. Errors that they throw are ignored. None is ever given a token.
 */
export interface ClientHooks extends HttpHooks<ApiRequestInfo, ApiResponseInfo, ApiRetryInfo> {
  /**
   * Called once for each operation whose responses have `Deprecation` or `Sunset`. Default: `console.warn`.
   */
  readonly onDeprecation?: (deprecation: DeprecationInfo) => void
}

type Header = (name: string) => string | undefined

export function readRateLimit(header: Header): RateLimit | undefined {
  const state = header('ratelimit') ?? ''
  const [remaining, resetInSeconds] = [parameterOf(state, 'r'), parameterOf(state, 't')]
  if (remaining === undefined || resetInSeconds === undefined) return undefined
  return { remaining, resetInSeconds, limit: parameterOf(header('ratelimit-policy') ?? '', 'q') }
}

/** A parameter of a structured field (RFC 9651), if it is a whole number. */
function parameterOf(field: string, name: string): number | undefined {
  const [, value] = new RegExp(`;\\s*${name}=(\\d+)`).exec(field) ?? []
  return value === undefined ? undefined : Number(value)
}

/** `undefined` if a response has neither `Deprecation` nor `Sunset`. */
function readDeprecation(operation: OperationName, header: Header): DeprecationInfo | undefined {
  const [deprecation, sunset] = [header('deprecation'), header('sunset')]
  if (deprecation === undefined && sunset === undefined) return undefined
  const [, seconds] = /^@(-?\d+)/.exec(deprecation ?? '') ?? []
  const [, link] = /<([^>]*)>[^,]*;\s*rel="?(?:deprecation|sunset)\b/.exec(header('link') ?? '') ?? []
  return {
    operation,
    // Before RFC 9745 the field was a date, or `true`.
    deprecatedAtMs: seconds === undefined ? instantOf(deprecation) : Number(seconds) * 1_000,
    sunsetAtMs: instantOf(sunset),
    link,
  }
}

function instantOf(date: string | undefined): number | undefined {
  const instant = Date.parse(date ?? '')
  return Number.isNaN(instant) ? undefined : instant
}

/** Calls `report` once for each operation. */
export function deprecationReporter(report: (deprecation: DeprecationInfo) => void = warn) {
  const reported = new Set<OperationName>()
  return (operation: OperationName, header: Header): void => {
    if (reported.has(operation)) return
    const deprecation = readDeprecation(operation, header)
    if (deprecation === undefined) return
    reported.add(operation)
    report(deprecation)
  }
}

function warn({ operation, sunsetAtMs, link }: DeprecationInfo): void {
  const end =
    sunsetAtMs === undefined ? '' : ` and ends on ${new Date(sunsetAtMs).toISOString().slice(0, 10)}`
  const more = link === undefined ? '' : ` See ${link}`
  console.warn(`timesheets-sdk: the operation ${operation} is deprecated${end}.${more}`)
}
