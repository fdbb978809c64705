import * as z from 'zod/mini'
import type { Violation } from '../../model/violation.ts'
import { HttpProblem, violationError } from '../problem-error.ts'
import { parsedBy } from './json.ts'

const noParameters = z.strictObject({})

/**
 * The parameters of a query, the text behind `?`, by the schema of the operation; without a schema it takes none.
 * @throws {ProblemError} `malformed_request` for what can't be decoded, else what the schema finds wrong; a repeated
 *   parameter is rejected, too
 */
export function readQuery<S extends z.core.$ZodType>(query: string, schema: S | undefined): z.output<S> {
  return parsedBy((schema ?? noParameters) as S, query === '' ? {} : parametersOf(query))
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
  if (repeated.length > 0) throw violationError(repeated)
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
