import { HttpProblem } from './http-problem.ts'

export function malformedCursor(): HttpProblem {
  return new HttpProblem(
    'malformed_cursor',
    'cursor must be a nextCursor that this API gave: start again without one',
  )
}
