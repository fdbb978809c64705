import type { IRouter, Request, RequestHandler, Response } from 'express'
import { type Operation, type OperationName, operations, parametersIn } from 'timesheets-sdk/contract'
import {
  type BodyOf,
  listTypeOf,
  type OperationInput,
  type ParamsOf,
  type QueryOf,
  readBody,
  readPathParameters,
  readPreconditions,
} from 'timesheets-sdk/decide'
import { exchangeOf } from './exchange.ts'
import type { Limits } from './limits/limits.ts'
import type { Load } from './limits/load.ts'
import type { Authenticator, Session } from './request/authenticate.ts'
import { requireScope } from './request/authorize.ts'
import { type Content, readContent, readOptionalContent } from './request/body.ts'
import { idempotencyKeyOf } from './request/idempotency.ts'
import type { Identities } from './request/identities.ts'
import { textOf } from './request/json.ts'
import { methodNotAllowed } from './request/methods.ts'
import { queryReader } from './request/query.ts'
import { announceDeprecation } from './response/deprecation.ts'

/** A request that passed the gate: its session and its input, checked against the contract. */
export interface Call<Name extends OperationName> extends OperationInput<Name> {
  readonly req: Request
  readonly res: Response
  readonly session: Session
}

export type Handler<Name extends OperationName> = (call: Call<Name>) => Promise<void> | void

/** One handler for each operation of the contract: the type requires all of them, and no others. */
export type Handlers = { readonly [Name in OperationName]: Handler<Name> }

export interface Gate {
  readonly authenticator: Authenticator
  readonly limits: Limits
  readonly identities: Identities
  readonly load: Load
  /** Where clients reach this API; undefined if it is not configured. */
  readonly publicUrl: string | undefined
}

/**
 * Routes every operation of the contract to its handler. A handler only runs if the token is valid, the
 * caller is within its rate limit, the token has the scope, and query, preconditions and body match the
 * contract. These are checked in this order, and the body is read last.
 */
export function routeOperations(router: Pick<IRouter, 'route'>, handlers: Handlers, gate: Gate): void {
  for (const [path, names] of namesByPath()) {
    const route = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'))
    for (const name of names) {
      const method = operations[name].method.toLowerCase() as Lowercase<Operation['method']>
      route[method](endpoint(name, handlers[name], gate))
    }
    route.all(methodNotAllowed(names.map((name) => operations[name].method)))
  }
}

/** The paths of the contract, those without parameters first: `/timesheets/batch` is not an entry. */
function namesByPath(): [path: string, names: OperationName[]][] {
  const byPath = new Map<string, OperationName[]>()
  for (const name of Object.keys(operations) as OperationName[]) {
    const { path } = operations[name]
    byPath.set(path, [...(byPath.get(path) ?? []), name])
  }
  return [...byPath].sort(([a], [b]) => Number(a.includes('{')) - Number(b.includes('{')))
}

function endpoint<Name extends OperationName>(
  name: Name,
  handler: Handler<Name>,
  { authenticator, limits, identities, load, publicUrl }: Gate,
): RequestHandler {
  const operation: Operation = operations[name]
  const readQuery = queryReader(operation.query)
  const names = parametersIn(operation.path)
  const streams = Object.values(operation.responses).some((response) => response.streams)

  return async (req, res) => {
    const exchange = exchangeOf(res)
    exchange.operation = name
    exchange.route = operation.path
    if (operation.deprecated) announceDeprecation(res, operation.deprecated)
    const session = authenticator.cached(req, res) ?? (await authenticator.verify(req, res))
    const counted = limits.countCaller(res, session.limitKey)
    if (counted) await counted
    requireScope(req, session, operation.scope, publicUrl)
    const params = identities.within(readPathParameters(req.params, names, session.caller))
    const query = identities.within(readQuery(req.originalUrl))
    const preconditions = readPreconditions(operation, {
      ifMatch: req.headers['if-match'],
      ifNoneMatch: req.headers['if-none-match'],
    })
    if (streams && listTypeOf(req.headers.accept) !== 'application/json') {
      load.beginExport(res, session.limitKey)
    }
    const content =
      operation.body && (await contentOf(req, res, operation.body, load.bodyMeter(res, session.limitKey)))
    const body =
      content &&
      operation.body &&
      identities.within(readBody(operation.body, textOf(content.bytes), content.mediaType))
    await handler({
      req,
      res,
      session,
      caller: session.caller,
      params: params as ParamsOf<Name>,
      query: query as QueryOf<Name>,
      body: body as BodyOf<Name>,
      ...preconditions,
      idempotency: content && operation.idempotencyKey ? idempotencyKeyOf(req, name, content) : undefined,
    })
  }
}

function contentOf(
  req: Request,
  res: Response,
  { maximumBytes, optional, alsoNdjson }: NonNullable<Operation['body']>,
  meter: (bytes: number) => void,
): Promise<Content> {
  const read = optional ? readOptionalContent : readContent
  return read(req, res, alsoNdjson === true, maximumBytes, meter)
}
