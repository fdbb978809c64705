import type { OperationName, ProblemCode } from '../../../../src/contract/index.ts'
import type { CaseRequest, Who } from '../system.ts'

/** A request that writes nothing, with the expected problem code, status or results of a batch. */
export interface Refusal extends CaseRequest {
  readonly by: Who
  readonly expected: ProblemCode | `${number}` | readonly string[]
}

export type Refusals = Partial<Record<OperationName, readonly Refusal[]>>

export const employee = { kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
export const usedKey = { 'Idempotency-Key': 'used-before' }
export const stale = { 'If-Match': '"stale"' }
export const createOnly = { 'If-None-Match': '*' }
export const nobody = '01a20d67-ffa8-71d5-8990-000000000000'
/** A week that nobody has a row of. */
export const newWeek = '2026-W40'

export const badCursor: Refusal = { by: 'kim', query: 'cursor=x', expected: 'malformed_cursor' }
export const machineAsMe: Refusal = { by: 'machine', params: { userId: 'me' }, expected: 'user_id_required' }
export const machineAsked: Refusal = { by: 'machine', query: 'userId=me', expected: 'user_id_required' }
