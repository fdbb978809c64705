import { type OperationName, pathOf, type Route, routes } from '../contract/routes.ts'
import { type ResultOf, readResult } from './answer.ts'
import type { ByteSource } from './byte-source.ts'
import { type SendContext, sendWithRetries } from './send.ts'
import type { HttpAnswer, HttpRequest, Transport } from './transport.ts'

/** What a single call takes besides what it is about. */
export interface CallOptions {
  /** Ends the call at once; whether the API has done it already is not known then. */
  readonly signal?: AbortSignal | undefined
}

/** A call of an operation of the contract. */
export interface Call extends CallOptions {
  readonly parameters?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  /** JSON, as text. */
  readonly body?: string
  readonly ifMatch?: string | undefined
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

export interface Caller {
  call<Name extends OperationName>(name: Name, call?: Call): Promise<Result<Name>>
  /** As `call`, with the body of the answer unread. `signal` ends its reading too, and should not outlive it. */
  open(name: OperationName, call: Call): Promise<HttpAnswer<ByteSource>>
}

/** Calls operations of the API at `baseUrl`. Both functions reject with {@link TimesheetsError}. */
export function createCaller(baseUrl: string, transport: Transport, context: SendContext): Caller {
  return {
    async call<Name extends OperationName>(name: Name, call: Call = {}) {
      const route = routes[name]
      const answer = await sendWithRetries(
        transport.send,
        requestOf(baseUrl, route, call),
        sendOptions(route, call),
        context,
      )
      const { status } = answer
      return {
        status,
        value: status === doneBefore(route) ? (undefined as ResultOf<Name>) : readResult(name, answer),
      }
    },
    open(name, call) {
      const route = routes[name]
      return sendWithRetries(
        transport.open,
        requestOf(baseUrl, route, call),
        sendOptions(route, call),
        context,
      )
    },
  }
}

function sendOptions(route: Route, call: Call) {
  return {
    // A change that is bound to a version can't be done twice, and a POST has its key. A change without such a bond,
    // sent again, could undo what somebody else has changed in the meantime.
    repeatable: route.method !== 'PATCH' || call.ifMatch !== undefined,
    doneBefore: doneBefore(route),
    signal: call.signal,
    stopRetrying: call.stopRetrying,
  }
}

function doneBefore(route: Route): number | undefined {
  return route.method === 'DELETE' ? 404 : undefined
}

function requestOf(baseUrl: string, route: Route, call: Call): HttpRequest {
  const headers: Record<string, string> = { Accept: call.accept ?? 'application/json' }
  if (call.body !== undefined) headers['Content-Type'] = 'application/json'
  if (call.ifMatch !== undefined) headers['If-Match'] = call.ifMatch
  if (route.method === 'POST') headers['Idempotency-Key'] = call.idempotencyKey ?? crypto.randomUUID()
  return {
    method: route.method,
    url: `${baseUrl}${pathOf(route, call.parameters)}${queryText(call.query)}`,
    headers,
    body: call.body,
  }
}

function queryText(query: Call['query'] = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value))
  }
  return parameters.size > 0 ? `?${parameters}` : ''
}
