import {
  absencePageSchema,
  batchRequestSchema,
  batchResultSchema,
  entryPageSchema,
  eventPageSchema,
  hoursPageSchema,
  meSchema,
  missingPageSchema,
  newcomerPageSchema,
  personPageSchema,
  problemSchema,
  projectPageSchema,
  remindersRequestSchema,
  remindersResultSchema,
  warningSchema,
  webhookDeliveryPageSchema,
  webhookPageSchema,
  webhookTestResultSchema,
  weekDecisionsRequestSchema,
  weekDecisionsResultSchema,
  weekPageSchema,
  writtenEntrySchema,
} from 'timesheets-sdk/contract'
import {
  absenceSchema,
  entryPatchSchema,
  entrySchema,
  eventSchema,
  newAbsenceSchema,
  newcomerSchema,
  newEntrySchema,
  newPersonSchema,
  newProjectSchema,
  newWebhookSchema,
  personSchema,
  policyPatchSchema,
  policySchema,
  projectSchema,
  webhookDeliverySchema,
  webhookPatchSchema,
  webhookSchema,
  webhookWithSecretSchema,
  weekSchema,
} from 'timesheets-sdk/model'
import * as z from 'zod/mini'

type Schema = z.core.$ZodType
export type JsonSchema = z.core.JSONSchema.BaseSchema

/** The schemas that have a name in the document. All others are inline. */
const named = new Map<Schema, string>([
  [entrySchema, 'Entry'],
  [writtenEntrySchema, 'WrittenEntry'],
  [newEntrySchema, 'NewEntry'],
  [entryPatchSchema, 'EntryPatch'],
  [entryPageSchema, 'EntryPage'],
  [batchRequestSchema, 'Batch'],
  [batchResultSchema, 'BatchResult'],
  [weekSchema, 'Week'],
  [weekPageSchema, 'WeekPage'],
  [weekDecisionsRequestSchema, 'WeekDecisions'],
  [weekDecisionsResultSchema, 'WeekDecisionsResult'],
  [personSchema, 'Person'],
  [newPersonSchema, 'NewPerson'],
  [personPageSchema, 'PersonPage'],
  [newcomerSchema, 'Newcomer'],
  [newcomerPageSchema, 'NewcomerPage'],
  [absenceSchema, 'Absence'],
  [newAbsenceSchema, 'NewAbsence'],
  [absencePageSchema, 'AbsencePage'],
  [projectSchema, 'Project'],
  [newProjectSchema, 'NewProject'],
  [projectPageSchema, 'ProjectPage'],
  [eventSchema, 'Event'],
  [eventPageSchema, 'EventPage'],
  [webhookSchema, 'Webhook'],
  [webhookWithSecretSchema, 'WebhookWithSecret'],
  [newWebhookSchema, 'NewWebhook'],
  [webhookPatchSchema, 'WebhookPatch'],
  [webhookPageSchema, 'WebhookPage'],
  [webhookDeliverySchema, 'WebhookDelivery'],
  [webhookDeliveryPageSchema, 'WebhookDeliveryPage'],
  [webhookTestResultSchema, 'WebhookTestResult'],
  [missingPageSchema, 'MissingPage'],
  [remindersRequestSchema, 'Reminders'],
  [remindersResultSchema, 'RemindersResult'],
  [hoursPageSchema, 'HoursPage'],
  [policySchema, 'Policy'],
  [policyPatchSchema, 'PolicyPatch'],
  [meSchema, 'Me'],
  [warningSchema, 'Warning'],
  [problemSchema, 'Problem'],
])

/** Which side of a schema is meant: what a client sends, or what the API returns. */
type Side = 'input' | 'output'

/**
 * `components.schemas`: the named schemas as JSON Schema 2020-12, as OpenAPI 3.1 allows. Parts of request
 * bodies are described as clients send them (a member with a default is optional), all others as the API
 * returns them.
 */
export function namedSchemas(bodies: readonly Schema[]): Record<string, JsonSchema> {
  const sent = namedOn('input')
  const returned = namedOn('output')
  const inBodies = new Set<string>()
  const visit = (json: unknown): void => {
    for (const [, name = ''] of JSON.stringify(json).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (inBodies.has(name)) continue
      inBodies.add(name)
      visit(sent[name])
    }
  }
  visit(bodies.map((body) => schemaFor(body, 'input')))
  return Object.fromEntries(
    Object.entries(returned).map(([name, schema]) => [
      name,
      inBodies.has(name) ? (sent[name] ?? schema) : schema,
    ]),
  )
}

function namedOn(io: Side): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>()
  for (const [schema, id] of named) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { io, uri: refTo, override: plain })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  )
}

/** A reference to a shape that has a name, or the shape itself. */
export function schemaFor(schema: Schema, io: Side): JsonSchema {
  const name = named.get(schema)
  if (name !== undefined) return { $ref: refTo(name) }
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, override: plain })
  return json
}

export interface QueryParameter {
  readonly name: string
  readonly required: boolean
  readonly schema: JsonSchema
}

/**
 * The query parameters of a schema: required as clients must send them, and described by their parsed type:
 * `limit` is a number although it is sent as text.
 */
export function queryParametersOf(schema: Schema): QueryParameter[] {
  const { required = [] } = z.toJSONSchema(schema, { io: 'input' })
  const { properties = {} } = z.toJSONSchema(schema, { io: 'output', override: plain })
  return Object.entries(properties).map(([name, json]) => ({
    name,
    required: required.includes(name),
    schema: typeof json === 'boolean' ? {} : json,
  }))
}

function refTo(name: string): string {
  return `#/components/schemas/${name}`
}

/**
 * Removes patterns that repeat a format, the bounds of JavaScript's numbers, and `additionalProperties:
 * false` that the schema does not set itself: a later API may return more. Says for generated clients how
 * large integers get.
 */
function plain({ zodSchema, jsonSchema }: { zodSchema: Schema; jsonSchema: JsonSchema }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.type === 'integer') jsonSchema.format = 'int64'
  const { type, catchall } = zodSchema._zod.def as { type: string; catchall?: Schema }
  if (type === 'object' && catchall === undefined) delete jsonSchema.additionalProperties
}
