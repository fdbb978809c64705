import { policyPatchSchema, policySchema } from '../../model/policy.ts'
import { maximumBodyBytes } from '../limits.ts'
import { meSchema } from '../me.ts'
import type { Operation } from '../operation.ts'
import { contentProblems } from '../operation.ts'
import { routes } from '../routes.ts'

/** The caller, and the rules in force. */
export const callerAndPolicyOperations = {
  getMe: {
    ...routes.getMe,
    summary: 'Read the caller: person, scopes and roster record',
    responses: { 200: { description: 'The caller', schema: meSchema } },
    problems: [],
  },
  getPolicy: {
    ...routes.getPolicy,
    summary: 'Read the policy: the rules in force',
    responses: { 200: { description: 'The policy', schema: policySchema } },
    problems: [],
  },
  updatePolicy: {
    ...routes.updatePolicy,
    summary: 'Change the rules in force',
    body: { schema: policyPatchSchema, maximumBytes: maximumBodyBytes.policy },
    ifMatch: true,
    responses: { 200: { description: 'The policy as it is now', schema: policySchema, etag: true } },
    problems: [
      ...contentProblems,
      'source_ids_per_person',
      'period_locked',
      'calendar_in_use',
      'precondition_failed',
    ],
  },
} as const satisfies Record<string, Operation>
