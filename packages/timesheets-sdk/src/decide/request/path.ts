import { type PathParameter, pathParameters } from '../../contract/path-parameters.ts'
import type { Caller } from '../../rules/access.ts'
import { HttpProblem } from '../problem-error.ts'
import { selfOf } from '../visibility.ts'

const expected: Readonly<Record<PathParameter, string>> = {
  id: 'an id is a UUID',
  userId: 'userId is the identity of a person, or me',
  week: 'weeks are written as 2026-W48',
  from: 'days are written as 2026-11-23',
  code: 'the code of a project is one line of up to 64 characters',
}

/**
 * The parameters of a path, each as the contract has it. A UUID is in lower case, `me` the caller.
 * @param values what was sent in the place of each, decoded
 * @throws {ProblemError} `not_found` where one can't name anything, `user_id_required` where a machine says `me`
 */
export function readPathParameters(
  values: Readonly<Record<string, unknown>>,
  names: readonly PathParameter[],
  caller: Caller,
): Readonly<Record<string, string>> {
  const params: Record<string, string> = {}
  for (const name of names) {
    const parsed = pathParameters[name].safeParse(values[name])
    if (!parsed.success) throw new HttpProblem('not_found', `there is no such thing here: ${expected[name]}`)
    params[name] = name === 'id' ? parsed.data.toLowerCase() : parsed.data
    if (name === 'userId' && parsed.data === 'me') params[name] = selfOf(caller)
  }
  return params
}

/** The methods that a path takes, for `Allow`: with `GET` comes `HEAD`. */
export function allowedMethods(methods: readonly string[]): string {
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
}
