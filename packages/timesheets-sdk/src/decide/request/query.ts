import * as z from 'zod/mini'
import type { Violation } from '../../model/violation.ts'
import { HttpProblem, violationError } from '../problem-error.ts'
import { parsedBy } from './json.ts'

const noParameters = z.strictObject({})

/**
 * Parses a query, the text after `?`, by the schema of the operation. Without a schema, no parameter is
 * allowed.
 *
 * @throws {ProblemError} `malformed_request` if it cannot be decoded, or violations, also for a repeated
 *   parameter, and for a `from` after `to`
 */
export function readQuery<S extends z.core.$ZodType>(query: string, schema: S | undefined): z.output<S> {
  const parameters = query === '' ? {} : parametersOf(query)
  const parsed = parsedBy((schema ?? noParameters) as S, parameters)
  checkPeriod(parameters)
  return parsed
}

/** Days and weeks in their order as texts. */
function checkPeriod({ from, to }: Readonly<Record<string, string>>): void {
  if (from === undefined || to === undefined || from <= to) return
  const message = `from, ${from}, is after to, ${to}`
  throw violationError({ code: 'out_of_range', message, path: '/from' })
}

function parametersOf(query: string): Record<string, string> {
  // Without a prototype, so that a parameter can have any name.
  const parameters: Record<string, string> = Object.create(null)
  const repeated: Violation[] = []
  for (const part of query.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = decode(equals === -1 ? part : part.slice(0, equals))
    const value = equals === -1 ? '' : decode(part.slice(equals + 1))
    if (name in parameters) {
      const path = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      repeated.push({ code: 'invalid_value', message: `${name} occurs more than once: send it once`, path })
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
      'the query is malformed: % must be followed by two hex digits of UTF-8',
      {},
      { cause },
    )
  }
}
