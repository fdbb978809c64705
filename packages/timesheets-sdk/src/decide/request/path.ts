import { type PathParameter, pathParameters } from '../../contract/path-parameters.ts'
import type { Caller } from '../../rules/access.ts'
import { selfOf } from '../caller.ts'
import { HttpProblem } from '../problem-error.ts'

const expected: Readonly<Record<PathParameter, string>> = {
  id: 'an id is a UUID',
  userId: 'userId is the identity of a person, or me',
  week: 'a week is written as 2026-W48',
  from: 'a day is written as 2026-11-23',
  period: 'a month is written as 2026-11',
  code: 'a project code is one line of up to 64 characters',
}

/**
 * Parses the parameters of a path by the contract. UUIDs become lower case, `me` the caller.
 *
 * @param values the decoded value of each
 * @throws {ProblemError} `not_found` for a value that cannot name anything, `user_id_required` for `me` from
 *   a machine client
 */
export function readPathParameters(
  values: Readonly<Record<string, unknown>>,
  names: readonly PathParameter[],
  caller: Caller,
): Readonly<Record<string, string>> {
  const params: Record<string, string> = {}
  for (const name of names) {
    const parsed = pathParameters[name].safeParse(values[name])
    if (!parsed.success) throw new HttpProblem('not_found', `not found: ${expected[name]}`)
    params[name] = name === 'id' ? parsed.data.toLowerCase() : parsed.data
    if (name === 'userId' && parsed.data === 'me') params[name] = selfOf(caller)
  }
  return params
}

/** The methods of a path, for `Allow`. `GET` includes `HEAD`. */
export function allowedMethods(methods: readonly string[]): string {
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
}
