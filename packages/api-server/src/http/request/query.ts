import { readQuery } from 'timesheets-sdk/decide'
import type * as z from 'zod/mini'

type Schema = z.core.$ZodType

// A client that asks for the same again sends the same text, and reading it takes as long as routing it.
const rememberedTargets = 500
const longestRemembered = 300

/** Reads the query of a request target by a schema. One is made for each operation. What it answers is shared: it must not be changed. */
export type QueryReader<Output> = (target: string) => Output

/**
 * @throws (when reading) {ProblemError} `malformed_request` for what can't be decoded, else what the schema finds wrong;
 *   a parameter that is there twice is wrong, too
 */
export function queryReader<S extends Schema>(schema: S | undefined): QueryReader<z.output<S>> {
  const remembered = new Map<string, z.output<S>>()

  return (target) => {
    // A path without a query may have an id in it: there are too many of them to be remembered.
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
