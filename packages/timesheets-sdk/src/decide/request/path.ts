import { type PathParameter, pathParameters } from '../../contract/path-parameters.ts'
import { violationsOfSchema } from '../../model/violation.ts'
import type { Caller } from '../../rules/access.ts'
import { selfOf } from '../caller.ts'
import { HttpProblem } from '../problem-error.ts'

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
    if (!parsed.success) {
      const issues = parsed.error.issues.map((issue) => ({ ...issue, path: [name] }))
      const [violation] = violationsOfSchema({ issues }, values)
      throw new HttpProblem('not_found', `not found: ${violation?.message}`)
    }
    params[name] = name === 'id' ? parsed.data.toLowerCase() : parsed.data
    if (name === 'userId' && parsed.data === 'me') params[name] = selfOf(caller)
  }
  return params
}

/** The methods of a path, for `Allow`. `GET` includes `HEAD`. */
export function allowedMethods(methods: readonly string[]): string {
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
}
