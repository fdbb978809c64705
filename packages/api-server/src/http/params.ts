import type { Request } from 'express'
import { type PathParameter, pathParameters, problemOfViolations } from 'timesheets-sdk/contract'
import { ProblemError } from 'timesheets-sdk/decide'
import { type Caller, ownerForReading } from 'timesheets-sdk/rules'
import { HttpProblem } from './http-problem.ts'

const expected: Readonly<Record<PathParameter, string>> = {
  id: 'an id is a UUID',
  userId: 'userId is the identity of a person, or me',
  week: 'weeks are written as 2026-W48',
  from: 'days are written as 2026-11-23',
  code: 'the code of a project is one line of up to 64 characters',
}

/**
 * The parameters of a path, each as the contract has it. A UUID is in lower case, `me` the caller.
 * @throws {HttpProblem} `not_found` where one can't name anything
 * @throws {ProblemError} `user_id_required` where a machine says `me`
 */
export function readParams(
  req: Request,
  names: readonly PathParameter[],
  caller: Caller,
): Readonly<Record<string, string>> {
  const params: Record<string, string> = {}
  for (const name of names) {
    const parsed = pathParameters[name].safeParse(req.params[name])
    if (!parsed.success) throw new HttpProblem('not_found', `there is no such thing here: ${expected[name]}`)
    params[name] = name === 'id' ? parsed.data.toLowerCase() : parsed.data
    if (name === 'userId' && parsed.data === 'me') params[name] = selfOf(caller)
  }
  return params
}

function selfOf(caller: Caller): string {
  const self = ownerForReading(caller, undefined, null)
  if (typeof self === 'string') return self
  throw new ProblemError(problemOfViolations(self ? [self] : []))
}
