import type * as z from 'zod/mini'
import type { Operation } from '../../contract/operation.ts'
import type { operations } from '../../contract/operations.ts'
import type { OperationName } from '../../contract/routes.ts'
import type { Caller } from '../../rules/access.ts'
import type { IdempotencyKey } from '../idempotency.ts'
import type { BatchInput } from '../write-request.ts'
import { readBatch } from './batch.ts'
import { parseBody } from './json.ts'
import type { BodyType } from './media-type.ts'
import type { Preconditions } from './preconditions.ts'

type Declared = typeof operations
export type QueryOf<Name extends OperationName> = Declared[Name] extends {
  readonly query: infer S extends z.core.$ZodType
}
  ? z.output<S>
  : unknown
export type BodyOf<Name extends OperationName> = Declared[Name] extends {
  readonly body: { readonly alsoNdjson: true }
}
  ? BatchInput[]
  : Declared[Name] extends { readonly body: { readonly schema: infer S extends z.core.$ZodType } }
    ? z.output<S>
    : undefined
export type ParamsOf<Name extends OperationName> = ParamsIn<Declared[Name]['path']>
type ParamsIn<Path extends string> = Path extends `${string}{${infer Parameter}}${infer Rest}`
  ? { readonly [Key in Parameter]: string } & ParamsIn<Rest>
  : unknown

/** The input of an operation, checked against the contract. */
export interface OperationInput<Name extends OperationName> extends Preconditions {
  readonly caller: Caller
  /** The value of each `{name}` in the path; `me` is replaced by the caller, and UUIDs are in lower case. */
  readonly params: ParamsOf<Name>
  readonly query: QueryOf<Name>
  readonly body: BodyOf<Name>
  readonly idempotency: IdempotencyKey | undefined
}

/**
 * Parses the body of a request by its schema; for a batch, each item separately.
 *
 * @throws {ProblemError} `malformed_json`, or the violations of the schema
 */
export function readBody(
  body: NonNullable<Operation['body']>,
  text: string,
  mediaType: BodyType,
): BodyOf<OperationName> {
  const read: unknown = body.alsoNdjson ? readBatch(text, mediaType) : parseBody(text, body.schema)
  return read as BodyOf<OperationName>
}
