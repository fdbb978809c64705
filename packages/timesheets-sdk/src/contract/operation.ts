import type * as z from 'zod/mini'
import type { ProblemCode } from './problems.ts'
import type { Route } from './routes.ts'

type Schema = z.core.$ZodType

/** One operation of the HTTP API, as data: server, client, fake and OpenAPI document all read it. */
export interface Operation extends Route {
  readonly summary: string
  readonly query?: Schema
  /** A JSON body, and its greatest size in bytes. `optional`: no body is as good as `{}`. */
  readonly body?: {
    readonly schema: Schema
    readonly maximumBytes: number
    readonly alsoNdjson?: true
    readonly optional?: true
  }
  readonly idempotencyKey?: true
  readonly ifMatch?: true
  readonly responses: Readonly<
    Record<
      number,
      {
        readonly description: string
        readonly schema?: Schema
        readonly etag?: true
        readonly location?: true
        readonly streams?: true
      }
    >
  >
  /** What it can answer beside the problems that every operation can. */
  readonly problems: readonly ProblemCode[]
}
