import * as z from 'zod/mini'
import { type Problem, problem } from '../../contract/problems.ts'
import { violationsOfSchema } from '../../model/violation.ts'
import { HttpProblem, ProblemError, violationError } from '../problem-error.ts'

/** A JSON text's value, or the problem `malformed_json`, which says where but nothing of what was sent. */
export function parseJson(text: string): { readonly value: unknown } | { readonly problem: Problem } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    return { problem: problem('malformed_json', `this is not JSON${placeIn(message)}`) }
  }
}

function placeIn(message: string): string {
  if (message.includes('end of JSON input')) return ': it ends too early'
  const place = /\(line \d+ column \d+\)/.exec(message)?.[0]
  return place ? `: see ${place.slice(1, -1)}` : ''
}

/**
 * A JSON body by its schema.
 * @throws {ProblemError} `malformed_json`, or what the schema finds wrong
 */
export function parseBody<S extends z.core.$ZodType>(text: string, schema: S): z.output<S> {
  const json = parseJson(text)
  if ('problem' in json) throw new ProblemError(json.problem)
  return parsedBy(schema, json.value)
}

/** A value by its schema. @throws {ProblemError} what the schema finds wrong */
export function parsedBy<S extends z.core.$ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return parsed.data
  throw violationError(violationsOfSchema(parsed.error, value))
}

export function emptyBody(): HttpProblem {
  return new HttpProblem('malformed_json', 'the body is empty: send JSON')
}

export function bodyTooLarge(maximumBytes: number): HttpProblem {
  const detail = `the body has more than ${maximumBytes} bytes, the most that is read here`
  return new HttpProblem('body_too_large', detail)
}
