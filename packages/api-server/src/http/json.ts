import { isUtf8 } from 'node:buffer'
import { type Problem, problem, problemOfViolations } from 'timesheets-sdk/contract'
import { ProblemError } from 'timesheets-sdk/decide'
import { violationsOfSchema } from 'timesheets-sdk/model'
import * as z from 'zod/mini'
import { HttpProblem } from './http-problem.ts'

const byteOrderMark = '\uFEFF'

/**
 * The text of a body: UTF-8 (RFC 8259 section 8.1), a byte order mark at its start left out.
 * @throws {HttpProblem} `malformed_json`
 */
export function textOf(bytes: Buffer): string {
  // Decoding would put a replacement character where a byte is wrong, and store that.
  if (!isUtf8(bytes)) throw new HttpProblem('malformed_json', 'the body is not UTF-8')
  const text = bytes.toString('utf8')
  return text.startsWith(byteOrderMark) ? text.slice(1) : text
}

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
export function parseBody<S extends z.core.$ZodType>(bytes: Buffer, schema: S): z.output<S> {
  const json = parseJson(textOf(bytes))
  if ('problem' in json) throw new ProblemError(json.problem)
  const parsed = z.safeParse(schema, json.value)
  if (parsed.success) return parsed.data
  throw new ProblemError(problemOfViolations(violationsOfSchema(parsed.error, json.value)))
}
