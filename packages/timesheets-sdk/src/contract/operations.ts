import type { Operation } from './operation.ts'
import { callerAndPolicyOperations } from './operations/caller-and-policy.ts'
import { entryOperations } from './operations/entries.ts'
import { eventOperations } from './operations/events.ts'
import { peopleOperations } from './operations/people.ts'
import { projectOperations } from './operations/projects.ts'
import { reportOperations } from './operations/reports.ts'
import { webhookOperations } from './operations/webhooks.ts'
import { weekOperations } from './operations/weeks.ts'
import type { ProblemCode } from './problems.ts'
import type { OperationName } from './routes.ts'

/** Every operation of the API. */
export const operations = {
  ...entryOperations,
  ...weekOperations,
  ...peopleOperations,
  ...projectOperations,
  ...reportOperations,
  ...eventOperations,
  ...webhookOperations,
  ...callerAndPolicyOperations,
} as const satisfies Record<OperationName, Operation>

/** The problems that any operation can answer. */
export const commonProblems = [
  'malformed_request',
  'invalid_token',
  'insufficient_scope',
  'unknown_field',
  'rate_limited',
  'internal_error',
  'database_unavailable',
  'issuer_unavailable',
] as const satisfies readonly ProblemCode[]
