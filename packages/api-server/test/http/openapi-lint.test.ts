import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Spectral } from '@stoplight/spectral-core'
import owasp from '@stoplight/spectral-owasp-ruleset'
import { expect, test } from 'vitest'
import { openApiDocument } from '../../src/http/openapi/document.ts'

interface Document {
  readonly paths: Record<string, Record<string, { responses: object }>>
  readonly components: { readonly schemas: Record<string, object>; readonly headers?: object }
}

const document = openApiDocument({
  issuer: 'https://issuer.example/',
  audience: 'https://api.example',
  documentationUrl: 'https://docs.example/',
}) as unknown as Document

interface Exception {
  readonly rule: string
  /** The part of the document that is meant, by its path. Default: everything. */
  readonly at?: RegExp
  readonly reason: string
}

const exceptions: readonly Exception[] = [
  {
    rule: 'owasp:api8:2023-define-cors-origin',
    reason: 'CORS depends on the setting CORS_ORIGINS and on the origin; a fixed header would be wrong',
  },
  {
    rule: 'owasp:api4:2023-rate-limit',
    at: /\/responses\/401\//,
    reason: 'a caller without a valid token has no quota of its own',
  },
  {
    rule: 'owasp:api4:2023-array-limit',
    at: /\/(?:NewWebhook|WebhookPatch|webhooks|hours)\//,
    reason: 'the items are an enumeration without repetition',
  },
  {
    rule: 'owasp:api4:2023-string-restricted',
    reason: 'notes, names, ids of other systems and cursors are free texts by nature',
  },
  {
    rule: 'owasp:api4:2023-string-limit',
    reason: 'dates, weeks and ids end with their format; other texts with the limit of body or header bytes',
  },
  {
    rule: 'owasp:api2:2023-no-credentials-in-url',
    at: /^paths\/\/feeds\/\{secret\}\.ics\//,
    reason: 'calendar programs cannot send a header: docs/decisions.md has the bounds of this secret',
  },
  {
    rule: 'owasp:api2:2023-read-restricted',
    at: /^paths\/\/feeds\/\{secret\}\.ics\/get\/security/,
    reason: 'the secret in the path is the credential',
  },
  {
    rule: 'owasp:api4:2023-integer-limit',
    at: /^paths\/\/events\//,
    reason: 'a number of the event log has no largest value',
  },
]

const limitRules: ReadonlySet<string> = new Set(
  ['array-limit', 'integer-format', 'integer-limit', 'string-limit', 'string-restricted'].map(
    (name) => `owasp:api4:2023-${name}`,
  ),
)

/** The findings of the rules that are `used`, without the exceptions. */
async function owaspFindings(checked: object, used: (rule: string) => boolean): Promise<string[]> {
  const spectral = new Spectral()
  const isOff = (name: string) =>
    !used(name) || exceptions.some(({ rule, at }) => rule === name && at === undefined)
  const off = Object.keys(owasp.rules).filter(isOff)
  const rules = Object.fromEntries(off.map((name) => [name, 'off' as const]))
  spectral.setRuleset({ extends: [[owasp, 'recommended']], rules })
  const results = await spectral.run(structuredClone(checked) as Record<string, unknown>)
  return results
    .map(({ code, path, message }) => ({ rule: String(code), at: path.join('/'), message }))
    .filter(({ rule, at }) => !exceptions.some((one) => one.rule === rule && one.at?.test(at)))
    .map(({ rule, at, message }) => `${rule} at ${at}: ${message}`)
}

/** The part of a document that clients send: a limit on responses would reject what a later API returns. */
function inputsOf({ paths, components, ...rest }: Document): Document {
  const inputs = structuredClone(paths)
  for (const operation of Object.values(inputs).flatMap((item) => Object.values(item)))
    operation.responses = {}
  const schemas: Record<string, object> = {}
  const keep = (part: object): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      const schema = components.schemas[name]
      if (schema === undefined || name in schemas) continue
      schemas[name] = schema
      keep(schema)
    }
  }
  keep(inputs)
  return { ...rest, paths: inputs, components: { schemas } }
}

test("the document follows OWASP's rules for APIs", async () => {
  expect(await owaspFindings(document, (rule) => !limitRules.has(rule))).toEqual([])
})

test("what clients send is limited as OWASP's rules ask", async () => {
  expect(await owaspFindings(inputsOf(document), (rule) => limitRules.has(rule))).toEqual([])
})

test('an endless list and an operation without security are found', async () => {
  const openapi = '3.1.0'
  const schema = { type: 'array', items: { type: 'integer', format: 'int64', minimum: 0, maximum: 9 } }
  const content = { 'application/json': { schema } }
  const paths = { '/a': { post: { requestBody: { content }, responses: {} } } }
  const found = await owaspFindings({ openapi, paths }, () => true)
  expect(found.join('\n')).toMatch(/array-limit/)
  expect(found.join('\n')).toMatch(/write-restricted/)
})

/** The findings of Redocly's recommended rules. */
async function redoclyFindings(source: object): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: JSON.stringify(source), config })
  return problems.map(({ ruleId, location, message }) => `${ruleId} at ${location[0]?.pointer}: ${message}`)
}

test("the document follows Redocly's recommended rules, and one without a license does not", async () => {
  expect(await redoclyFindings(document)).toEqual([])
  const unlicensed = { ...document, info: { title: 'A', version: '1' } }
  expect(await redoclyFindings(unlicensed)).toEqual([expect.stringMatching(/^info-license at/)])
})
