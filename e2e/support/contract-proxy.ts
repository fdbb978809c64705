import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { fullFormats } from 'ajv-formats/dist/formats.js'

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: { readonly type?: string | readonly string[] }
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>
}

interface OperationObject {
  readonly operationId: string
  readonly parameters: readonly Parameter[]
  readonly requestBody?: Content & { readonly required: boolean }
  readonly responses: Readonly<
    Record<string, Content & { readonly headers?: Readonly<Record<string, unknown>> }>
  >
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>
}

/** A proxy in front of an API that compares every request and response with the API's OpenAPI document. */
export interface ContractProxy extends AsyncDisposable {
  readonly url: string
  /** The operations that passed through, by operation id. */
  readonly called: ReadonlySet<string>
  /** The differences from the document, each with its operation and place. */
  readonly faults: readonly string[]
}

/** Starts a proxy in front of the API at `target`, which serves its document at `/openapi.json`. */
export async function startContractProxy(target: string): Promise<ContractProxy> {
  const document = (await (await fetch(`${target}/openapi.json`)).json()) as OpenApiDocument
  const check = contractCheck(document)
  const called = new Set<string>()
  const faults: string[] = []

  const server = createServer(async (request, response) => {
    try {
      const found = check.find(request.method ?? '', new URL(request.url ?? '', target))
      const body = await buffer(request)
      const result = await forward(target, request, body)
      const text = Buffer.from(await result.arrayBuffer())
      if (!found) faults.push(`${request.method} ${request.url}: not in the document`)
      else {
        called.add(found.operation.operationId)
        faults.push(...check.request(found, request, body), ...check.response(found, result, text))
      }
      response.writeHead(result.status, Object.fromEntries(result.headers)).end(text)
    } catch (error) {
      faults.push(`${request.method} ${request.url}: ${error}`)
      response.writeHead(502).end()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    called,
    faults,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function forward(target: string, request: IncomingMessage, body: Buffer): Promise<Response> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    const isOfConnection = /^(?:host|connection|content-length|transfer-encoding|accept-encoding)$/.test(name)
    if (!isOfConnection && value !== undefined) headers.set(name, String(value))
  }
  headers.set('accept-encoding', 'identity')
  return fetch(target + request.url, {
    method: request.method ?? 'GET',
    headers,
    ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    redirect: 'manual',
  })
}

interface Found {
  readonly operation: OperationObject
  readonly pathValues: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}

function contractCheck(document: OpenApiDocument) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: fullFormats })
  ajv.addSchema({ ...document, $id: 'api:/openapi' })
  // A schema that stands in the document may refer to `#/components`, so it is compiled as part of it.
  const faultsOf = (schema: object, value: unknown): string[] => {
    const validate = ajv.compile(rebased(schema))
    return validate(value) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath || '/'} ${e.message}`)
  }
  const routes = Object.entries(document.paths).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
    isLiteral: !path.includes('{'),
    operations,
  }))

  return {
    find(method: string, { pathname, searchParams }: URL): Found | undefined {
      const matching = routes.filter(({ pattern }) => pattern.test(pathname))
      const route = matching.find(({ isLiteral }) => isLiteral) ?? matching[0]
      const operation = route?.operations[method.toLowerCase()]
      if (!route || !operation) return undefined
      const groups = Object.entries(route.pattern.exec(pathname)?.groups ?? {})
      const pathValues = Object.fromEntries(groups.map(([name, text]) => [name, decodeURIComponent(text)]))
      return { operation, pathValues, query: searchParams }
    },

    request({ operation, pathValues, query }: Found, request: IncomingMessage, body: Buffer): string[] {
      const about = `${operation.operationId} request`
      const faults: string[] = []
      const known = new Set(operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name))
      for (const name of query.keys()) {
        if (!known.has(name)) faults.push(`${about}: query parameter ${name} is not in the document`)
      }
      for (const { name, in: place, required, schema } of operation.parameters) {
        const texts = {
          path: pathValues[name],
          query: query.get(name),
          header: request.headers[name.toLowerCase()],
        }
        const text = texts[place]
        if (text === undefined || text === null) {
          if (required) faults.push(`${about}: ${place} parameter ${name} is required`)
          continue
        }
        const wrong = faultsOf(schema, parameterValue(schema, String(text)))
        faults.push(...wrong.map((fault) => `${about}: ${place} parameter ${name} ${fault}`))
      }
      if (body.length === 0) {
        return operation.requestBody?.required ? [...faults, `${about}: the body is required`] : faults
      }
      return [...faults, ...bodyFaults(about, operation.requestBody, request.headers['content-type'], body)]
    },

    response({ operation }: Found, response: Response, body: Buffer): string[] {
      const about = `${operation.operationId} ${response.status}`
      const declared = operation.responses[response.status]
      if (!declared) return [`${about}: this status is not in the document`]
      const missing = declared.content && body.length === 0 ? [`${about}: the body is missing`] : []
      const { headers = {} } = declared
      const undeclared = ['ETag', 'Location', 'Retry-After', 'WWW-Authenticate']
        .filter((name) => response.headers.has(name) && !(name in headers))
        .map((name) => `${about}: the header ${name} is not in the document`)
      const wrong =
        body.length === 0 ? [] : bodyFaults(about, declared, response.headers.get('content-type'), body)
      return [...missing, ...undeclared, ...wrong]
    },
  }

  function bodyFaults(
    about: string,
    declared: Content | undefined,
    contentType: string | null | undefined,
    body: Buffer,
  ): string[] {
    const mediaType = contentType?.split(';')[0] ?? ''
    const schema = declared?.content?.[mediaType]?.schema
    if (!schema) return [`${about}: a body of type ${mediaType} is not in the document`]
    const value: unknown =
      /json$/.test(mediaType) && !/ndjson$/.test(mediaType) ? JSON.parse(String(body)) : String(body)
    return faultsOf(schema, value).map((fault) => `${about}: ${fault}`)
  }
}

/** Makes references absolute, so that a part of the document can be compiled by itself. */
function rebased(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"api:/openapi#/'))
}

/** The value that the text of a parameter stands for. */
function parameterValue({ type }: Parameter['schema'], text: string): unknown {
  const types = [type].flat()
  if (types.includes('array')) return text.split(',')
  if (types.includes('integer') || types.includes('number')) return Number(text)
  return text
}
