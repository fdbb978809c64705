import { problem, problemOfViolations } from 'timesheets-sdk/contract'
import { ProblemError } from 'timesheets-sdk/decide'
import { type Caller, managerHasASay, maySeeInRoster, ownerForReading } from 'timesheets-sdk/rules'
import type { Reader } from '../../store/engine.ts'
import { findManager } from '../../store/people.ts'

/** Whether what the roster says of a person exists for the caller. */
export async function seesInRoster(reader: Reader, caller: Caller, userId: string): Promise<boolean> {
  const managerId = managerHasASay(caller, userId) ? await findManager(reader, userId) : null
  return maySeeInRoster(caller, userId, managerId)
}

/** Who says `me`. @throws {ProblemError} `user_id_required` of a machine */
export function selfOf(caller: Caller): string {
  const self = ownerForReading(caller, undefined, null)
  if (typeof self === 'string') return self
  throw new ProblemError(problemOfViolations(self ? [self] : []))
}

export function notInRoster(): ProblemError {
  const detail = 'there is no such person in the roster, or not for you to see'
  return new ProblemError(problem('not_found', detail))
}
