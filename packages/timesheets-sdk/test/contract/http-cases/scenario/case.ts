import type { OperationName } from '../../../../src/contract/index.ts'
import type { CaseRequest } from '../system.ts'

/**
 * A request of the scenario and the relevant part of its response. In `params` and `json`, `$name` is a saved
 * id.
 */
export interface ScenarioCase extends CaseRequest {
  readonly operation: OperationName
  readonly status: number
  /** Header fields by name, in lower case; `null`: it is not there. */
  readonly sent?: Readonly<Record<string, string | null>>
  /** Members of a JSON body, or a whole text. */
  readonly expected?: unknown
  /** Keeps the `id` of the body under this name. */
  readonly save?: string
}

/** The content types of responses. */
export const json = 'application/json; charset=utf-8'
export const csv = 'text/csv; charset=utf-8; header=present'
export const ndjson = 'application/x-ndjson; charset=utf-8'

/** The header by which a request that is sent again is done once. */
export const key = (key: string) => ({ 'Idempotency-Key': key })

/** The request with the ids in the place of their names. */
export function withIds<Case extends CaseRequest>(request: Case, ids: ReadonlyMap<string, string>): Case {
  const text = JSON.stringify(request).replaceAll(/"\$(\w+)"/g, (_, name) => JSON.stringify(ids.get(name)))
  return JSON.parse(text)
}
