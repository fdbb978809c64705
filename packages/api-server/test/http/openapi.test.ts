import { Validator } from '@seriousme/openapi-schema-validator'
import { type Operation, type OperationName, operations } from 'timesheets-sdk/contract'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { openApiDocument } from '../../src/http/openapi/document.ts'
import { examples } from '../../src/http/openapi/examples.ts'

interface OperationObject {
  readonly operationId: string
  readonly security: Record<string, string[]>[]
  readonly parameters: {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: { readonly type?: string }
  }[]
  readonly requestBody?: { readonly content: Record<string, unknown> }
  readonly responses: Record<
    string,
    {
      readonly headers: Record<string, unknown>
      readonly content?: Record<string, { readonly examples?: Record<string, unknown> }>
    }
  >
}
interface JsonObject {
  readonly $ref?: string
  readonly required?: readonly string[]
}
interface Document {
  readonly paths: Record<string, Record<string, OperationObject>>
  readonly components: {
    readonly schemas: Record<string, unknown>
    readonly headers: Record<string, unknown>
  }
}

const document = openApiDocument({
  issuer: 'https://issuer.example/',
  audience: 'https://api.example',
  documentationUrl: 'https://docs.example/',
}) as unknown as Document
const names = Object.keys(operations) as OperationName[]
const objectOf = (name: OperationName) => {
  const found = document.paths[operations[name].path]?.[operations[name].method.toLowerCase()]
  if (!found) throw new Error(`${name} is not in the document`)
  return found
}

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const result = await validator.validate(
    structuredClone(
      openApiDocument({
        issuer: 'https://i.example',
        audience: 'a',
        documentationUrl: 'https://docs.example/',
      }),
    ),
  )
  expect(result.errors ?? []).toEqual([])
  expect(result.valid).toBe(true)
  expect(validator.version).toBe('3.1')
})

test('every reference in it leads somewhere', () => {
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)
  let count = 0
  for (const [, group = '', name = ''] of references) {
    count++
    expect(document.components, `${group}/${name}`).toHaveProperty([group, name])
  }
  expect(count).toBeGreaterThan(50)
})

test('it has every operation of the contract, with its scope, and the calendar of feeds', () => {
  const documented = Object.values(document.paths).flatMap((item) =>
    Object.values(item).map((one) => one.operationId),
  )
  expect(documented.sort()).toEqual([...names, 'getFeedCalendar'].sort())
  for (const name of names) {
    const { scope } = operations[name]
    // One scope of a list is enough, and so is one entry of `security`.
    const alternatives = [scope].flat().map((one) => (one === null ? [] : [one]))
    expect(objectOf(name).security).toEqual(
      alternatives.flatMap((scopes) => [{ openIdConnect: scopes }, { bearer: scopes }, { dpop: scopes }]),
    )
  }
})

test('every shape that has a name is there once, and dates have no pattern of a page', () => {
  expect(Object.keys(document.components.schemas)).toEqual(
    expect.arrayContaining(['Batch', 'Entry', 'EntryPage', 'Me', 'NewEntry', 'Policy', 'Problem', 'Week']),
  )
  expect(document.components.schemas).toMatchObject({
    NewEntry: { additionalProperties: false, required: ['date', 'project', 'hours'] },
    Entry: { properties: { date: { type: 'string', format: 'date' }, version: { type: 'integer' } } },
  })
  expect(JSON.stringify(document)).not.toMatch(/9007199254740991|\$schema|\$id|02468/)
})

test('parameters are what the contract takes', () => {
  const parametersOf = (name: OperationName) =>
    objectOf(name).parameters.map((parameter) => `${parameter.in} ${parameter.name}`)
  expect(parametersOf('listEntries')).toEqual([
    ...['from', 'to', 'project', 'status', 'userId', 'everyone', 'limit', 'cursor'].map(
      (name) => `query ${name}`,
    ),
    'header If-None-Match',
  ])
  expect(parametersOf('pushEntries')).toEqual(['query dryRun', 'query source', 'header Idempotency-Key'])
  expect(parametersOf('updateEntry')).toEqual(['path id', 'header If-Match'])
  expect(parametersOf('putAbsence').slice(2)).toEqual(['query correct', 'header If-None-Match'])
  const limit = objectOf('listEntries').parameters.find(({ name }) => name === 'limit')
  expect(limit?.schema).toEqual({ type: 'integer', format: 'int64', minimum: 1, maximum: 1_000 })
})

test('bodies and responses list every media type', () => {
  expect(Object.keys(objectOf('pushEntries').requestBody?.content ?? {})).toEqual([
    'application/json',
    'application/x-ndjson',
  ])
  expect(Object.keys(objectOf('listEntries').responses['200']?.content ?? {})).toEqual([
    'application/json',
    'text/csv',
    'application/x-ndjson',
  ])
})

test('each problem stands under its status, with the header fields that it comes with', () => {
  const { responses } = objectOf('createEntry')
  expect(Object.keys(responses)).toEqual(
    expect.arrayContaining([
      '200',
      '201',
      '400',
      '401',
      '403',
      '409',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
    ]),
  )
  expect(Object.keys(responses['201']?.headers ?? {})).toEqual(
    expect.arrayContaining(['ETag', 'Location', 'RateLimit', 'X-Request-Id']),
  )
  expect(responses['401']?.headers).toHaveProperty('WWW-Authenticate')
  expect(responses['429']?.headers).toHaveProperty('Retry-After')
  const conflicts = responses['409']?.content?.['application/problem+json']?.examples
  expect(Object.keys(conflicts ?? {}).sort()).toEqual([
    'external_id_taken',
    'idempotency_key_in_use',
    'period_locked',
    'week_locked',
  ])
  expect(objectOf('getMe').responses).not.toHaveProperty('403')
})

test('the examples match the contract', () => {
  for (const name of names) {
    const operation: Operation = operations[name]
    const { request, response } = examples[name]
    if (operation.body) expect(z.safeParse(operation.body.schema, request).error, name).toBeUndefined()
    for (const { schema } of Object.values(operation.responses)) {
      if (schema) expect(z.safeParse(schema, response).error, name).toBeUndefined()
    }
  }
})

/** The members without which a schema rejects an object, as the contract itself says. */
const missingIn = (schema: z.core.$ZodType) =>
  (z.safeParse(schema, {}).error?.issues ?? [])
    .flatMap(({ path }) => (path.length === 1 ? [path[0]] : []))
    .sort()

test('a query parameter is required where the contract rejects a query without it, and with a default it is optional', () => {
  for (const name of names) {
    const { query }: Operation = operations[name]
    if (query === undefined) continue
    const parameters = objectOf(name).parameters.filter((parameter) => parameter.in === 'query')
    const required = parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name)
    expect(required.sort(), name).toEqual(missingIn(query))
    for (const parameter of parameters) {
      if ('default' in parameter.schema) expect(parameter.required, `${name} ${parameter.name}`).toBe(false)
    }
  }
})

test('a request body is described as it is sent, a response as it is returned', () => {
  const { schemas } = document.components
  for (const name of names) {
    const { body }: Operation = operations[name]
    if (body === undefined) continue
    const content = objectOf(name).requestBody?.content['application/json'] as { schema: JsonObject }
    const described = (schemas[content.schema.$ref?.split('/').at(-1) ?? ''] ?? content.schema) as JsonObject
    expect([...(described.required ?? [])].sort(), name).toEqual(missingIn(body.schema))
  }
  expect(schemas).toMatchObject({
    NewPerson: { properties: { timeZone: { default: 'Etc/UTC' } } },
    Person: { required: expect.arrayContaining(['timeZone']) },
  })
  expect((schemas.NewPerson as JsonObject).required).not.toContain('timeZone')
  // A later API may return more.
  expect(schemas.Person).not.toHaveProperty('additionalProperties')
})
