import type * as z from 'zod/mini'
import type { Facts } from './facts.ts'

/** A reason why something was rejected or got a warning, with its figures. */
export interface Violation extends Facts {
  /** Stable, for programs. */
  readonly code: string
  /** For people: the reason and, if it is not obvious, the next step. */
  readonly message: string
  /** RFC 6901 JSON pointer to the invalid member; `''` is the whole. */
  readonly path: string
}

type Issue = z.core.$ZodIssue

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a finite number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
}

const formatNames: Record<string, string> = {
  date: 'a date that exists, as YYYY-MM-DD',
  datetime: 'an instant, such as 2026-11-23T17:02:11.123Z',
  uuid: 'a UUID',
}

/** The JSON pointer (RFC 6901) to a path of member names and indices. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The issues that a schema found, as violations with stable codes and readable messages. */
export function violationsOfSchema(
  error: { readonly issues: readonly Issue[] },
  value: unknown,
): Violation[] {
  return error.issues.flatMap((issue) => violationsOfIssue(issue, value))
}

function violationsOfIssue(issue: Issue, value: unknown): Violation[] {
  const path = jsonPointer(issue.path)
  const name = issue.path.length === 0 ? 'the value' : issue.path.map(String).join('.')
  const violation = (code: string, message: string, facts: Facts = {}): Violation[] => [
    { code, message: `${name} ${message}`, path, ...facts },
  ]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code: 'unknown_field',
        message: `unknown field ${key}: check its spelling or remove it`,
        path: `${path}${jsonPointer([key])}`,
      }))
    case 'invalid_type':
      if (valueAt(value, issue.path) === undefined && issue.path.length > 0) {
        return violation('missing_field', 'is missing')
      }
      return violation('wrong_type', `must be ${typeNames[issue.expected] ?? issue.expected}`)
    case 'invalid_format':
      // The schema of a pattern says in words what the pattern means.
      if (issue.format === 'regex') return violation('invalid_format', issue.message)
      return violation('invalid_format', `must be ${formatNames[issue.format] ?? issue.format}`)
    case 'invalid_value':
      return violation('invalid_value', `must be one of ${issue.values.map(String).join(', ')}`, {
        allowed: issue.values.map(String),
      })
    case 'too_big':
      return issue.origin === 'string'
        ? violation('too_long', `is longer than ${issue.maximum} characters`, maximum(issue.maximum))
        : violation('out_of_range', sized(issue, `at most ${issue.maximum}`), maximum(issue.maximum))
    case 'too_small':
      return issue.origin === 'string'
        ? violation('too_short', 'must not be empty')
        : violation(
            'out_of_range',
            sized(issue, `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`),
            {
              minimum: Number(issue.minimum),
            },
          )
    case 'custom':
      return violation(String(issue.params?.code ?? 'invalid_value'), issue.message)
    default:
      return violation('invalid_value', 'is invalid')
  }
}

function sized({ origin }: { readonly origin: string }, size: string): string {
  return origin === 'array' ? `must have ${size} items` : `must be ${size}`
}

function maximum(value: number | bigint): Facts {
  return { maximum: Number(value) }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined
    current = (current as Record<PropertyKey, unknown>)[part]
  }
  return current
}
