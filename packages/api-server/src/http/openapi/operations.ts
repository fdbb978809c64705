import {
  type Deprecation,
  type Operation,
  type OperationName,
  operations,
  parametersIn,
  pathParameters,
} from 'timesheets-sdk/contract'
import { streamedTypes } from 'timesheets-sdk/decide'
import { examples } from './examples.ts'
import { headersOf, type ResponseHeader } from './headers.ts'
import { problemResponsesOf } from './problem-responses.ts'
import { queryParametersOf, schemaFor } from './schemas.ts'

/** `paths`: every operation of the contract under its path and method. */
export function pathItems(): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {}
  for (const name of Object.keys(operations) as OperationName[]) {
    const operation: Operation = operations[name]
    const item = paths[operation.path] ?? {}
    item[operation.method.toLowerCase()] = operationObject(name, operation)
    paths[operation.path] = item
  }
  return paths
}

function operationObject(name: OperationName, operation: Operation): object {
  const scopes: readonly string[] =
    operation.scope === null ? [] : typeof operation.scope === 'string' ? [operation.scope] : operation.scope
  // One entry of the list is sufficient (OpenAPI 3.1, security requirement object).
  const alternatives = scopes.length === 0 ? [[]] : scopes.map((scope) => [scope])
  return {
    operationId: name,
    summary: operation.summary,
    ...(operation.deprecated && { deprecated: true, description: deprecationText(operation.deprecated) }),
    tags: [operation.path.split('/')[1]],
    security: alternatives.flatMap((needed) => [
      { openIdConnect: needed },
      { bearer: needed },
      { dpop: needed },
    ]),
    parameters: parametersOf(operation),
    ...(operation.body && { requestBody: requestBody(name, operation.body) }),
    responses: { ...successesOf(name, operation), ...problemResponsesOf(operation) },
  }
}

function deprecationText({ since, endsOn, see }: Deprecation): string {
  return `Deprecated since ${since}${endsOn === undefined ? '' : `; ends on ${endsOn}`}: see ${see}`
}

function parametersOf(operation: Operation): object[] {
  const inPath = parametersIn(operation.path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: schemaFor(pathParameters[name], 'input'),
  }))
  const inQuery = operation.query
    ? queryParametersOf(operation.query).map((parameter) => ({
        ...parameter,
        in: 'query',
        // Lists are one parameter, with commas.
        ...(parameter.schema.type === 'array' && { style: 'form', explode: false }),
      }))
    : []
  const inHeader = [
    operation.idempotencyKey && {
      name: 'Idempotency-Key',
      description:
        'Repeating the same key and body within 24 hours returns the same response without a second effect',
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
    },
    operation.ifMatch && {
      name: 'If-Match',
      description: 'The ETag of the state to change; if the state is another one, the response is 412',
      schema: { type: 'string' },
    },
    operation.ifNoneMatch && {
      name: 'If-None-Match',
      description: 'Only add: if it already exists, the response is 412',
      schema: { type: 'string', enum: ['*'] },
    },
    operation.method === 'GET' && {
      name: 'If-None-Match',
      description: "The ETag of the client's copy; if it is current, the response is 304",
      schema: { type: 'string' },
    },
  ]
  return [
    ...inPath,
    ...inQuery,
    ...inHeader
      .filter((header) => header !== undefined && header !== false)
      .map((header) => ({ ...header, in: 'header' })),
  ]
}

function requestBody(name: OperationName, body: NonNullable<Operation['body']>): object {
  const example = examples[name].request
  return {
    required: !body.optional,
    description: `At most ${body.maximumBytes} bytes; may be compressed by gzip, deflate or br`,
    content: {
      'application/json': {
        schema: schemaFor(body.schema, 'input'),
        ...(example !== undefined && { example }),
      },
      ...(body.alsoNdjson && {
        'application/x-ndjson': { schema: { type: 'string', description: 'One entry on each line' } },
      }),
    },
  }
}

function successesOf(name: OperationName, operation: Operation): Record<string, object> {
  const isRead = operation.method === 'GET'
  const responses: Record<string, object> = {}
  for (const [status, response] of Object.entries(operation.responses)) {
    const headers: ResponseHeader[] = ['RateLimit', 'RateLimit-Policy']
    if (response.etag || isRead) headers.push('ETag')
    if (response.location) headers.push('Location')
    const example = examples[name].response
    responses[status] = {
      description: response.description,
      headers: headersOf(...headers),
      ...(response.schema && {
        content: {
          'application/json': {
            schema: schemaFor(response.schema, 'output'),
            ...(example !== undefined && { example }),
          },
          ...(response.streams && streamedContent()),
        },
      }),
    }
  }
  if (isRead) {
    responses['304'] = { description: "The client's copy is current", headers: headersOf('ETag') }
  }
  return responses
}

function streamedContent(): Record<string, object> {
  return Object.fromEntries(streamedTypes.map((mediaType) => [mediaType, { schema: { type: 'string' } }]))
}
