import { readQuery } from 'timesheets-sdk/decide'
import type * as z from 'zod/mini'

type Schema = z.core.$ZodType

// Clients repeat queries, and reading one takes as long as routing it.
const rememberedTargets = 500
const longestRemembered = 300

/**
 * Reads the query of a request target by a schema. Each operation has one. Its results are shared: do not
 * change them.
 */
export type QueryReader<Output> = (target: string) => Output

/**
 * @throws (when reading) {ProblemError} `malformed_request` if the query cannot be decoded, otherwise the
 *   schema's problem, for example for a repeated parameter
 */
export function queryReader<S extends Schema>(schema: S | undefined): QueryReader<z.output<S>> {
  const remembered = new Map<string, z.output<S>>()

  return (target) => {
    // A path may contain an id: there are too many of them to remember.
    const start = target.indexOf('?')
    const key = start === -1 ? '' : target
    let query = remembered.get(key)
    if (query === undefined) {
      query = readQuery(start === -1 ? '' : target.slice(start + 1), schema)
      if (remembered.size >= rememberedTargets) remembered.clear()
      if (key.length <= longestRemembered) remembered.set(key, query)
    }
    return query
  }
}
