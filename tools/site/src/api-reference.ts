import { join } from 'node:path'
import { openApiDocument } from '../../../packages/api-server/src/http/openapi/document.ts'
import { writePage } from './guides.ts'

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly description?: string
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
}

type Content = Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly [string]
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly description?: string
    readonly schema: Schema
  }[]
  readonly requestBody?: { readonly description: string; readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>
}

interface Document {
  readonly info: { readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** Writes a page for each part of the API, and one for its schemas. Returns their paths. */
export async function writeApiReference(folder: string): Promise<string[]> {
  const document = openApiDocument({
    issuer: 'https://abc.eu.auth0.com/',
    audience: 'https://api.timesheets.example.com',
    documentationUrl: 'https://github.com/abc-inc/timesheets/tree/main/docs',
  }) as unknown as Document
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )
  const byTag = Map.groupBy(operations, ({ operation }) => operation.tags[0])
  const place = (name: string) => join(folder, 'api', `${name}.md`)
  const pages = [...byTag].map(([tag, ofTag]) =>
    writePage(
      place(tag),
      { title: `/${tag}`, group: 'HTTP API' },
      [
        `# /${tag}\n`,
        ...ofTag.map(({ path, method, operation }) => operationText(method, path, operation)),
      ].join('\n'),
    ),
  )
  const overview = `# HTTP API\n\n${document.info.description}

| operation | request |
| --- | --- |
${operations
  .map(({ path, method, operation }) => {
    return `| [${operation.summary}](${operation.tags[0]}.md) | \`${method.toUpperCase()} ${path}\` |`
  })
  .join('\n')}
`
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `## ${name}\n\n${membersOf(schema)}\n`,
  )
  return Promise.all([
    writePage(place('overview'), { title: 'Overview', group: 'HTTP API' }, overview),
    ...pages,
    writePage(
      place('schemas'),
      { title: 'Schemas', group: 'HTTP API' },
      ['# Schemas\n', ...schemas].join('\n'),
    ),
  ])
}

function operationText(method: string, path: string, operation: Operation): string {
  const scopes = [...new Set(operation.security.flatMap((one) => Object.values(one).flat()))]
  const needed = scopes.length === 0 ? 'any valid token' : scopes.map((scope) => `\`${scope}\``).join(' or ')
  const { parameters, requestBody, responses } = operation
  const parts = [
    `## ${operation.summary}`,
    `\`${method.toUpperCase()} ${path}\`, in the SDK \`${operation.operationId}\`. Scope: ${needed}.`,
  ]
  if (parameters.length > 0) {
    const rows = parameters.map(({ name, in: where, required, description, schema }) => {
      const about = description ?? schema.description ?? ''
      return `| \`${name}\` | ${where}${required ? ', required' : ''} | ${typeOf(schema)} | ${cell(about)} |`
    })
    parts.push(['| parameter | in | type | |', '| --- | --- | --- | --- |', ...rows].join('\n'))
  }
  if (requestBody) parts.push('**Request**', requestBody.description, contentText(requestBody.content))
  for (const [status, { description, content }] of Object.entries(responses)) {
    if (Number(status) < 300) parts.push(`**${status}** ${description}`, contentText(content ?? {}))
  }
  const problems = Object.entries(responses).filter(([status]) => Number(status) >= 300)
  parts.push(
    [
      '| status | meaning |',
      '| --- | --- |',
      ...problems.map(([s, r]) => `| ${s} | ${cell(r.description)} |`),
    ].join('\n'),
  )
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function contentText(content: Content): string {
  return Object.entries(content)
    .map(([mediaType, { schema, example }]) => {
      const shape = schema.$ref ? ` ${typeOf(schema)}` : ''
      const shown = example === undefined ? '' : `\n\n\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``
      return `\`${mediaType}\`${shape}${shown}`
    })
    .join('\n\n')
}

function membersOf(schema: Schema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, member]) => {
    const optional = schema.required?.includes(name) ? '' : ', optional'
    return `| \`${name}\` | ${typeOf(member)}${optional} | ${cell(member.description ?? '')} |`
  })
  if (rows.length === 0) return typeOf(schema)
  return ['| member | type | |', '| --- | --- | --- |', ...rows].join('\n')
}

function typeOf({ $ref, type, format, enum: values, anyOf, items }: Schema): string {
  if ($ref !== undefined) {
    const name = $ref.split('/').at(-1) ?? ''
    return `[${name}](schemas.md#${name.toLowerCase()})`
  }
  if (values) return values.map((value) => `\`${value}\``).join(', ')
  if (anyOf) return anyOf.map(typeOf).join(' or ')
  if (items) return `list of ${typeOf(items)}`
  return [type].flat().join(' or ') + (format === undefined ? '' : ` (${format})`)
}

/** A text in one line, without what would end its cell. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')
}
