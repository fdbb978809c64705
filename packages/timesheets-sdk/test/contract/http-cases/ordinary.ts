import * as z from 'zod/mini'
import {
  type Operation,
  type OperationName,
  operations,
  type ProblemCode,
  parametersIn,
} from '../../../src/contract/index.ts'
import { type CaseRequest, senders, type Who } from './system.ts'

/**
 * The refusals of any operation, made from the contract: tokens, scopes, unknown parameters, preconditions
 * that it does not support, unreadable bodies.
 */
export function ordinaryRefusals(name: OperationName): readonly (CaseRequest & { expected: ProblemCode })[] {
  const { scope, path, body, query, method, ifMatch, ifNoneMatch }: Operation = operations[name]
  const needed = [scope].flat()[0] ?? 'read:timesheets'
  const by = (Object.keys(senders) as Who[]).find(
    (who) => senders[who].userId !== null && (senders[who].scopes as readonly string[]).includes(needed),
  )
  const filters = name === 'listMissing' ? 'week=2026-W47&' : ''
  const json = { 'Content-Type': 'application/json' }
  // Of a body without a member that it needs, that is said first.
  const isWhole = body && z.safeParse(body.schema, {}).success
  const isPaged = query && 'cursor' in ((query as { shape?: object }).shape ?? {})
  return [
    { expected: 'invalid_token' },
    { by, query: `${filters}unheard-of=1`, expected: 'unknown_field' },
    { by, query: `${filters}limit=%`, expected: 'malformed_request' },
    ...(ifMatch
      ? []
      : [{ by, query: filters, headers: { 'If-Match': '*' }, expected: 'malformed_request' as const }]),
    ...(method === 'GET'
      ? []
      : [
          {
            by,
            headers: { 'If-None-Match': ifNoneMatch ? '"1-open"' : '*' },
            expected: 'malformed_request' as const,
          },
        ]),
    ...(scope === null ? [] : [{ by: 'bare' as const, expected: 'insufficient_scope' as const }]),
    ...parametersIn(path).map((parameter) => ({
      by,
      params: { [parameter]: ' ' },
      expected: 'not_found' as const,
    })),
    ...(body
      ? ([
          { by, headers: json, body: '{', expected: 'malformed_json' },
          { by, headers: { 'Content-Type': 'text/plain' }, body: 'x', expected: 'unsupported_media_type' },
          { by, headers: json, body: ' '.repeat(body.maximumBytes + 1), expected: 'body_too_large' },
          { by, json: { 'unheard-of': 1 }, expected: isWhole ? 'unknown_field' : 'missing_field' },
        ] as const)
      : []),
    ...(isPaged ? ([{ by, query: `${filters}limit=1001`, expected: 'out_of_range' }] as const) : []),
  ]
}
