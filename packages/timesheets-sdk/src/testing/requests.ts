import type { Operation } from '../contract/operation.ts'
import { operations } from '../contract/operations.ts'
import { parametersIn } from '../contract/path-parameters.ts'
import type { OperationName } from '../contract/routes.ts'
import { missingScope } from '../decide/caller.ts'
import { readIdempotencyKey } from '../decide/idempotency.ts'
import { HttpProblem } from '../decide/problem-error.ts'
import { bodyTooLarge, emptyBody } from '../decide/request/json.ts'
import { type BodyType, bodyTypeOf } from '../decide/request/media-type.ts'
import { type BodyOf, type ParamsOf, type QueryOf, readBody } from '../decide/request/operation-input.ts'
import { readPathParameters } from '../decide/request/path.ts'
import { readPreconditions } from '../decide/request/preconditions.ts'
import { readQuery } from '../decide/request/query.ts'
import type { Caller } from '../rules/access.ts'
import { challenge } from '../verify/challenge.ts'
import { InvalidTokenError } from '../verify/errors.ts'
import { readBearerToken } from '../verify/token/bearer.ts'
import type { Call } from './backend.ts'

/**
 * Reads a request in the same order as the server: caller, scope, path, query, preconditions, body.
 *
 * @throws {ProblemError} the first fault in it
 */
export async function readCall<Name extends OperationName>(
  name: Name,
  request: Request,
  values: Readonly<Record<string, unknown>>,
  callerOf: (token: string) => Caller | undefined,
): Promise<Call<Name>> {
  const operation: Operation = operations[name]
  const { headers } = request
  const { pathname, search } = new URL(request.url)
  const caller = authorize(headers, operation.scope, callerOf)
  const params = readPathParameters(values, parametersIn(operation.path), caller)
  const query = readQuery(search.slice(1), operation.query)
  const preconditions = readPreconditions(operation, {
    ifMatch: headers.get('if-match') ?? undefined,
    ifNoneMatch: headers.get('if-none-match') ?? undefined,
  })
  const content = operation.body && (await readContent(request, operation.body))
  const { text, mediaType } = content ?? { text: '', mediaType: 'application/json' as const }
  const digest = () => JSON.stringify([mediaType, search, text])
  return {
    request,
    caller,
    params: params as ParamsOf<Name>,
    query: query as QueryOf<Name>,
    body: (operation.body && readBody(operation.body, text, mediaType)) as BodyOf<Name>,
    ...preconditions,
    idempotency: operation.idempotencyKey
      ? readIdempotencyKey(headers.get('idempotency-key') ?? undefined, name, pathname, digest)
      : undefined,
  }
}

/**
 * The caller of the bearer token, who has the scope.
 * @throws {HttpProblem} 401 or 403 with a challenge (RFC 6750)
 */
function authorize(
  headers: Headers,
  scope: Operation['scope'],
  callerOf: (token: string) => Caller | undefined,
): Caller {
  const caller = callerOf(tokenIn(headers))
  if (caller === undefined) {
    throw new HttpProblem('invalid_token', 'the access token is not valid', {
      'WWW-Authenticate': challenge({ error: 'invalid_token' }),
    })
  }
  const missing = missingScope(caller.scopes, scope)
  if (!missing) return caller
  throw new HttpProblem('insufficient_scope', missing.detail, {
    'WWW-Authenticate': challenge({
      error: 'insufficient_scope',
      errorDescription: missing.detail,
      scopes: [missing.scope],
    }),
  })
}

function tokenIn(headers: Headers): string {
  try {
    return readBearerToken(headers.get('authorization') ?? undefined)
  } catch (error) {
    if (!(error instanceof InvalidTokenError)) throw error
    const isMissing = error.reason === 'missing'
    throw new HttpProblem('invalid_token', error.message, {
      'WWW-Authenticate': challenge(
        isMissing ? {} : { error: 'invalid_token', errorDescription: error.message },
      ),
    })
  }
}

/** @throws {HttpProblem} 415, 413, or 400 if the body is empty or not UTF-8 */
async function readContent(
  request: Request,
  { optional, alsoNdjson, maximumBytes }: NonNullable<Operation['body']>,
): Promise<{ readonly text: string; readonly mediaType: BodyType }> {
  const bytes = await request.arrayBuffer()
  if (bytes.byteLength === 0 && optional) return { text: '{}', mediaType: 'application/json' }
  if (bytes.byteLength === 0) throw emptyBody()
  const mediaType = bodyTypeOf(request.headers.get('content-type') ?? undefined, alsoNdjson === true)
  if (bytes.byteLength > maximumBytes) throw bodyTooLarge(maximumBytes)
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), mediaType }
  } catch {
    throw new HttpProblem('malformed_json', 'the body is not UTF-8')
  }
}
