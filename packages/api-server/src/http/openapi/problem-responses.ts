import {
  commonProblems,
  type Operation,
  type ProblemCode,
  problem,
  problemKinds,
} from 'timesheets-sdk/contract'
import { headersOf, type ResponseHeader } from './headers.ts'

const headersByStatus: Readonly<Record<number, readonly ResponseHeader[]>> = {
  401: ['WWW-Authenticate', 'DPoP-Nonce'],
  403: ['WWW-Authenticate'],
  409: ['Retry-After'],
  429: ['Retry-After'],
  503: ['Retry-After'],
}

/** The problems that an operation can return, by status, each code with an example. */
export function problemResponsesOf(operation: Operation): Record<string, object> {
  const codes = new Set<ProblemCode>([...commonProblems, ...operation.problems])
  // Any valid token will do.
  if (operation.scope === null) codes.delete('insufficient_scope')
  const byStatus = Map.groupBy(codes, (code) => problemKinds[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, codesOfStatus]) => [String(status), responseFor(status, codesOfStatus)]),
  )
}

const quotaHeaders = ['RateLimit', 'RateLimit-Policy'] as const

/** Whether the quota was looked at: only a known caller has one. */
function isCounted(status: number): boolean {
  return status !== 401 && status < 500
}

function responseFor(status: number, codes: readonly ProblemCode[]): object {
  const titles = new Set(codes.map((code) => problemKinds[code].title))
  return {
    description: [...titles].join('; '),
    headers: headersOf(...(headersByStatus[status] ?? []), ...(isCounted(status) ? quotaHeaders : [])),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(
          codes.map((code) => [code, { value: problem(code, 'What is wrong, and what to do next') }]),
        ),
      },
    },
  }
}
