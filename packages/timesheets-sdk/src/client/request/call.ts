import { type OperationName, pathOf, type Route, routes } from '../../contract/routes.ts'
import type { ByteSource } from '../../net/byte-source.ts'
import { randomUuid } from '../../net/platform-crypto.ts'
import { queryText } from '../../net/url.ts'
import { TimesheetsError } from '../errors.ts'
import type { CallOptions } from './call-options.ts'
import { type ResultOf, readResult } from './response.ts'
import { type SendContext, type SendOptions, sendWithRetries } from './send.ts'
import type { HttpRequest, HttpResponse, Transport } from './transport.ts'

/** The content of a call of an operation of the contract. */
export interface Call {
  readonly parameters?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  /** JSON, as text. */
  readonly body?: string
  readonly ifMatch?: string | undefined
  readonly ifNoneMatch?: '*' | undefined
  /** Goes with every POST, the same with each try, so that the API does it once. Default: a random one. */
  readonly idempotencyKey?: string | undefined
  readonly accept?: string
  /** Lets a try that is under way end, but no other begin. */
  readonly stopRetrying?: AbortSignal | undefined
}

export interface Result<Name extends OperationName> {
  readonly status: number
  readonly value: ResultOf<Name>
}

export interface ApiCaller {
  call<Name extends OperationName>(name: Name, call?: Call, options?: CallOptions): Promise<Result<Name>>
  /**
   * Like `call`, with the body of the response unread. `signal` ends its reading too, and should not outlive
   * it.
   */
  open(name: OperationName, call: Call, options?: CallOptions): Promise<HttpResponse<ByteSource>>
}

export interface CallerSettings extends SendContext {
  readonly baseUrl: string
  /** `undefined`: the platform names itself. */
  readonly userAgent: string | undefined
  /** Makes idempotency keys. `undefined`: by the platform's `crypto`. */
  readonly randomUuid: (() => string) | undefined
}

/** Calls operations of the API at `baseUrl`. Both functions reject with {@link TimesheetsError}. */
export function createCaller(transport: Transport, settings: CallerSettings): ApiCaller {
  return {
    async call<Name extends OperationName>(name: Name, call: Call = {}, options: CallOptions = {}) {
      const route = routes[name]
      const request = requestOf(settings, route, call)
      const response = await sendWithRetries(
        transport.send,
        request,
        sendOptions(name, call, options),
        settings,
      )
      const { status } = response
      return {
        status,
        // A refusal is returned only for a deletion that an earlier attempt has done.
        value: status >= 400 ? (undefined as ResultOf<Name>) : readResult(name, response),
      }
    },
    async open(name, call, options = {}) {
      const route = routes[name]
      const request = requestOf(settings, route, call)
      return sendWithRetries(transport.open, request, sendOptions(name, call, options), settings)
    },
  }
}

function sendOptions(
  operation: OperationName,
  call: Call,
  { signal, timeoutMs, totalTimeoutMs, onResponse }: CallOptions,
): SendOptions {
  const route: Route = routes[operation]
  return {
    operation,
    onResponse,
    // A change that is bound to a version can't be done twice, and a POST has its key. A change without such
    // a bond, sent again, could undo what somebody else has changed in the meantime. An addition that arrived
    // would be taken for somebody else's.
    repeatable: (route.method !== 'PATCH' || call.ifMatch !== undefined) && call.ifNoneMatch === undefined,
    alreadyDoneCode: route.method === 'DELETE' ? 'not_found' : undefined,
    signal,
    timeoutMs,
    totalTimeoutMs,
    stopRetrying: call.stopRetrying,
  }
}

function requestOf(settings: CallerSettings, route: Route, call: Call): HttpRequest {
  const headers: Record<string, string> = { Accept: call.accept ?? 'application/json' }
  if (settings.userAgent !== undefined) headers['User-Agent'] = settings.userAgent
  if (call.body !== undefined) headers['Content-Type'] = 'application/json'
  if (call.ifMatch !== undefined) headers['If-Match'] = call.ifMatch
  if (call.ifNoneMatch !== undefined) headers['If-None-Match'] = call.ifNoneMatch
  if (route.method === 'POST') headers['Idempotency-Key'] = call.idempotencyKey ?? newKey(settings)
  return {
    method: route.method,
    url: `${settings.baseUrl}${targetOf(route, call)}`,
    headers,
    body: call.body,
  }
}

function targetOf(route: Route, call: Call): string {
  try {
    return `${pathOf(route, call.parameters)}${queryText(call.query)}`
  } catch (error) {
    // URIError: half of a surrogate pair in the query.
    if (!(error instanceof RangeError || error instanceof URIError)) throw error
    throw new TimesheetsError('invalid_argument', `Nothing was sent: ${error.message}.`)
  }
}

function newKey(settings: CallerSettings): string {
  const key = settings.randomUuid?.() ?? randomUuid()
  if (key !== undefined) return key
  throw new TimesheetsError(
    'misconfigured',
    'This platform has neither crypto.randomUUID nor crypto.getRandomValues. ' +
      'Pass randomUuid to createTimesheetsClient: a function that returns a new random UUID.',
  )
}
