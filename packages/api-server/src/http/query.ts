import { problemOfViolations } from 'timesheets-sdk/contract'
import { ProblemError } from 'timesheets-sdk/decide'
import { type Violation, violationsOfSchema } from 'timesheets-sdk/model'
import * as z from 'zod/mini'
import { HttpProblem } from './http-problem.ts'

type Schema = z.core.$ZodType

const noParameters = z.strictObject({})

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
  const strict = (schema ?? noParameters) as S
  const remembered = new Map<string, z.output<S>>()

  function read(target: string): z.output<S> {
    const start = target.indexOf('?')
    const parameters = start === -1 ? {} : parametersOf(target.slice(start + 1))
    const parsed = z.safeParse(strict, parameters)
    if (parsed.success) return parsed.data
    throw new ProblemError(problemOfViolations(violationsOfSchema(parsed.error, parameters)))
  }

  return (target) => {
    // A path without a query may have an id in it: there are too many of them to be remembered.
    const start = target.indexOf('?')
    const key = start === -1 ? '' : target
    let query = remembered.get(key)
    if (query === undefined) {
      query = read(target)
      if (remembered.size >= rememberedTargets) remembered.clear()
      if (key.length <= longestRemembered) remembered.set(key, query)
    }
    return query
  }
}

function parametersOf(query: string): Record<string, string> {
  // Without a prototype, so that no name means anything but itself.
  const parameters: Record<string, string> = Object.create(null)
  const repeated: Violation[] = []
  for (const part of query.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = decode(equals === -1 ? part : part.slice(0, equals))
    const value = equals === -1 ? '' : decode(part.slice(equals + 1))
    if (name in parameters) {
      const path = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      repeated.push({ code: 'invalid_value', message: `${name} is there more than once: send it once`, path })
    }
    parameters[name] = value
  }
  if (repeated.length > 0) throw new ProblemError(problemOfViolations(repeated))
  return parameters
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch (cause) {
    throw new HttpProblem(
      'malformed_request',
      'the query is not well-formed: a % stands before two hex digits of UTF-8',
      {},
      { cause },
    )
  }
}
