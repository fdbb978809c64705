type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly Json[]
  readonly const?: Json
  readonly format?: string
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

interface Described {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

/** The parts of an OpenAPI document that requests are made from. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

export interface MadeRequest {
  /** Method and path, as the document has them. */
  readonly name: string
  readonly target: string
  readonly init: {
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly body?: string
  }
}

const methods = ['get', 'post', 'put', 'patch', 'delete']
/** Values that programs trip over. */
const hostile: readonly Json[] = [
  null,
  true,
  '',
  ' ',
  'me',
  '\u0000',
  '\u202e',
  '🧨'.repeat(50),
  "'; drop table entries; --",
  '../../etc/passwd',
  '%00%ff',
  '=1+1',
  'x'.repeat(10_000),
  '0000-00-00',
  '2026-02-30',
  '9999-12-31',
  '2026-W99',
  -1,
  0,
  0.1,
  1e308,
  -1e308,
  9_007_199_254_740_992,
  [],
  [[[[]]]],
  {},
  { __proto__: null, constructor: { prototype: {} } },
]
const examples: Readonly<Record<string, Json>> = {
  date: '2026-11-23',
  'date-time': '2026-11-23T12:00:00Z',
  uuid: '01a20d67-ffa8-71d5-8990-2f1ac5e2fcb1',
  uri: 'https://hooks.example.com/',
  email: 'ann@example.com',
}
const names: readonly string[] = ['me', 'auth0|ann', '2026-11-23', '2026-W48', 'ACME-42', '7', 'any']

/** Makes requests from an OpenAPI document, the same ones for the same numbers. */
export class RequestMaker {
  readonly #document: OpenApiDocument
  readonly #operations: readonly (readonly [path: string, method: string, described: Described])[]
  readonly choose: (minimum: number, maximum: number) => number

  constructor(document: OpenApiDocument, choose: (minimum: number, maximum: number) => number) {
    this.#document = document
    this.choose = choose
    this.#operations = Object.entries(document.paths).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const described = item[method] as Described | undefined
        const shared = (item.parameters ?? []) as NonNullable<Described['parameters']>
        if (!described) return []
        return [
          [path, method, { ...described, parameters: [...shared, ...(described.parameters ?? [])] }] as const,
        ]
      }),
    )
  }

  oneOf<T>(values: readonly T[]): T {
    const value = values[this.choose(0, values.length - 1)]
    if (value === undefined) throw new RangeError('there is nothing to choose from')
    return value
  }

  next(): MadeRequest {
    const [path, method, { parameters = [], requestBody }] = this.oneOf(this.#operations)
    const query = new URLSearchParams()
    let target = path
    for (const { name, in: place, schema } of parameters) {
      if (place === 'path') target = target.replace(`{${name}}`, encodeURIComponent(this.#text(schema)))
      else if (place === 'query' && this.choose(0, 2) === 0) query.append(name, this.#text(schema))
    }
    if (this.choose(0, 30) === 0) query.append('unknown', 'x')
    const text = query.size > 0 ? `${target}?${query}` : target
    return { name: `${method} ${path}`, target: text, init: this.#init(method.toUpperCase(), requestBody) }
  }

  #init(method: string, requestBody: Described['requestBody']): MadeRequest['init'] {
    const key: Record<string, string> =
      this.choose(0, 3) === 0 ? { 'idempotency-key': `key-${this.choose(0, 20)}` } : {}
    if (!requestBody) return { method, headers: key }
    const [type = 'application/json', { schema } = { schema: {} }] = this.oneOf(
      Object.entries(requestBody.content),
    )
    const json = JSON.stringify(this.#value(schema, 0))
    const body = this.choose(0, 20) === 0 ? json.slice(0, json.length / 2) : json
    return { method, headers: { ...key, 'content-type': type }, body }
  }

  #text(schema: Schema): string {
    const value = this.choose(0, 2) === 0 ? this.#value(schema, 0) : this.oneOf(names)
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    // Longer ones are refused before they are routed.
    return text.slice(0, 200).replaceAll(/[\ud800-\udfff]/g, '?')
  }

  #value(given: Schema, depth: number): Json {
    if (this.choose(0, 7) === 0 || depth > 6) return this.oneOf(hostile)
    const schema = this.#resolved(given)
    const choice = schema.anyOf ?? schema.oneOf
    if (choice) return this.#value(this.oneOf(choice), depth + 1)
    if (schema.const !== undefined) return schema.const
    if (schema.enum) return this.oneOf(schema.enum)
    const type = typeof schema.type === 'string' ? schema.type : this.oneOf(schema.type ?? ['string'])
    switch (type) {
      case 'integer':
        return this.choose(0, 50)
      case 'number':
        return this.choose(0, 96) / 4
      case 'boolean':
        return this.choose(0, 1) === 1
      case 'null':
        return null
      case 'array':
        return Array.from({ length: this.choose(0, 3) }, () => this.#value(schema.items ?? {}, depth + 1))
      case 'object':
        return this.#object(schema, depth)
      default:
        return examples[schema.format ?? ''] ?? this.oneOf(names)
    }
  }

  #object({ properties = {}, required = [] }: Schema, depth: number): Json {
    const members = Object.entries(properties)
      .filter(([name]) => (required.includes(name) ? this.choose(0, 15) > 0 : this.choose(0, 1) === 0))
      .map(([name, schema]) => [name, this.#value(schema, depth + 1)] as const)
    const unknown = this.choose(0, 20) === 0 ? [['unknown', 1] as const] : []
    return Object.fromEntries([...members, ...unknown])
  }

  #resolved(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1)
    return name === undefined ? schema : (this.#document.components.schemas[name] ?? {})
  }
}
