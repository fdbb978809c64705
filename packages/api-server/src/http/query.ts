import { problemOfViolations } from 'timesheets-sdk/contract'
import { type Violation, violationsOfSchema } from 'timesheets-sdk/model'
import * as z from 'zod/mini'
import { ProblemError } from '../services/problem-error.ts'
import { HttpProblem } from './http-problem.ts'

type Schema = z.core.$ZodType

const noParameters = z.strictObject({})

/** Reads the query of a request target by a schema. One is made for each operation. */
export type QueryReader<Output> = (target: string) => Output

/**
 * @throws (when reading) {ProblemError} `malformed_request` for what can't be decoded, else what the schema finds wrong;
 *   a parameter that is there twice is wrong, too
 */
export function queryReader<S extends Schema>(schema: S | undefined): QueryReader<z.output<S>> {
  const strict = (schema ?? noParameters) as S
  const empty = z.safeParse(strict, {})
  return (target) => {
    const start = target.indexOf('?')
    if (start === -1 && empty.success) return empty.data
    const parameters = start === -1 ? {} : parametersOf(target.slice(start + 1))
    const parsed = z.safeParse(strict, parameters)
    if (parsed.success) return parsed.data
    throw new ProblemError(problemOfViolations(violationsOfSchema(parsed.error, parameters)))
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
