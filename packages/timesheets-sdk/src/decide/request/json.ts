import * as z from 'zod/mini'
import { type Problem, problem } from '../../contract/problems.ts'
import { repeatsMember } from '../../model/json-members.ts'
import { violationsOfSchema } from '../../model/violation.ts'
import { HttpProblem, ProblemError, violationError } from '../problem-error.ts'

/**
 * The value of a JSON text, or the problem `malformed_json`, which names the place but quotes nothing. An
 * object with the same member twice is a problem, too: another reader could take the other value (RFC 8259
 * section 4).
 */
export function parseJson(text: string): { readonly value: unknown } | { readonly problem: Problem } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    return { problem: problem('malformed_json', `the text is not JSON${placeIn(message)}`) }
  }
  if (!repeatsMember(text, value)) return { value }
  const advice = 'send each member once'
  return { problem: problem('malformed_json', `an object has the same member twice: ${advice}`) }
}

function placeIn(message: string): string {
  if (message.includes('end of JSON input')) return ': it ends too early'
  const place = /\(line \d+ column \d+\)/.exec(message)?.[0]
  return place ? `: see ${place.slice(1, -1)}` : ''
}

/**
 * Parses a JSON body by its schema.
 *
 * @throws {ProblemError} `malformed_json`, or the violations of the schema
 */
export function parseBody<S extends z.core.$ZodType>(text: string, schema: S): z.output<S> {
  const json = parseJson(text)
  if ('problem' in json) throw new ProblemError(json.problem)
  return parsedBy(schema, json.value)
}

/** Parses a value by its schema. @throws {ProblemError} the violations of the schema */
export function parsedBy<S extends z.core.$ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return parsed.data
  throw violationError(violationsOfSchema(parsed.error, value))
}

export function emptyBody(): HttpProblem {
  return new HttpProblem('malformed_json', 'the body is empty: send JSON')
}

export function bodyTooLarge(maximumBytes: number): HttpProblem {
  const detail = `the body is larger than ${maximumBytes} bytes, the maximum for this operation`
  return new HttpProblem('body_too_large', detail)
}
