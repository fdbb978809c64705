import * as z from 'zod/mini'
import type { Operation } from '../contract/operation.ts'
import { type Problem, problem } from '../contract/problems.ts'
import { violationsOfSchema } from '../model/violation.ts'
import type { Caller } from '../rules/caller.ts'
import { refuse, refuseForViolations } from './refusal.ts'

const credentials = /^bearer +([\w\-.~+/]+=*)$/i

/** The caller behind the bearer token, who has the scope. @throws {Refusal} 401 and 403 with a challenge (RFC 6750) */
export function authorize(
  request: Request,
  scope: Operation['scope'],
  callerOf: (token: string) => Caller | undefined,
): Caller {
  const header = request.headers.get('authorization')
  const token = credentials.exec(header ?? '')?.[1]
  const caller = token === undefined ? undefined : callerOf(token)
  if (caller === undefined) {
    const detail = header === null ? 'the request has no access token' : 'the access token is not valid'
    const error = header === null ? '' : ', error="invalid_token"'
    throw refuse('invalid_token', detail, { 'WWW-Authenticate': `Bearer realm="timesheets"${error}` })
  }
  const enough = scope === null ? [] : typeof scope === 'string' ? [scope] : scope
  if (scope !== null && !enough.some((one) => caller.scopes.has(one))) {
    const detail = `the access token does not have the scope ${enough.join(' or ')}`
    throw refuse('insufficient_scope', detail, {
      'WWW-Authenticate': `Bearer realm="timesheets", error="insufficient_scope", scope="${enough[0]}"`,
    })
  }
  return caller
}

/** @throws {Refusal} what the operation's schema finds wrong */
export function readQuery<S extends z.core.$ZodType>(request: Request, schema: S): z.output<S> {
  const parameters = new URL(request.url).searchParams
  const names = [...parameters.keys()]
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) {
    const message = `${repeated} is there more than once: send it once`
    throw refuseForViolations([{ code: 'invalid_value', message, path: `/${repeated}` }])
  }
  return parsedBy(schema, Object.fromEntries(parameters))
}

export interface Content {
  readonly text: string
  readonly mediaType: string
}

/** @throws {Refusal} 415, 413, and 400 where there is none */
export async function readContent(request: Request, body: NonNullable<Operation['body']>): Promise<Content> {
  const text = await request.text()
  if (text === '' && body.optional) return { text: '{}', mediaType: 'application/json' }
  if (text === '') throw refuse('malformed_json', 'the body is empty: send JSON')
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  const accepted = ['application/json', ...(body.alsoNdjson ? ['application/x-ndjson'] : [])]
  if (!accepted.includes(mediaType)) {
    const detail = `the body must be ${accepted.join(' or ')}: say so in Content-Type`
    throw refuse('unsupported_media_type', detail, { Accept: accepted.join(', ') })
  }
  if (new TextEncoder().encode(text).length > body.maximumBytes) {
    throw refuse('body_too_large', `the body has more than ${body.maximumBytes} bytes`)
  }
  return { text, mediaType }
}

/** @throws {Refusal} `malformed_json`, or what the schema finds wrong */
export function readJson<S extends z.core.$ZodType>(text: string, schema: S): z.output<S> {
  const json = parseJson(text)
  if ('problem' in json) throw refuse('malformed_json', json.problem.detail)
  return parsedBy(schema, json.value)
}

export function parseJson(text: string): { readonly value: unknown } | { readonly problem: Problem } {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { problem: problem('malformed_json', 'this is not JSON') }
  }
}

function parsedBy<S extends z.core.$ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return parsed.data
  throw refuseForViolations(violationsOfSchema(parsed.error, value))
}
