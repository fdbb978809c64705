import type { Request } from 'express'
import { HttpProblem } from '../http/http-problem.ts'
import { type StreamedType, streamedTypes } from '../http/row-stream.ts'

export type AnswerType = 'application/json' | StreamedType

const answerTypes: readonly AnswerType[] = ['application/json', ...streamedTypes]

/**
 * The form in which the client wants an answer, by `Accept` (RFC 9110 section 12.5.1); JSON where it leaves the choice.
 * @throws {HttpProblem} `not_acceptable`
 */
export function answerTypeOf(req: Request): AnswerType {
  const { accept } = req.headers
  if (accept === undefined || accept === 'application/json' || accept === '*/*') return 'application/json'
  const best = req.accepts([...answerTypes])
  const answerType = answerTypes.find((candidate) => candidate === best)
  if (answerType) return answerType
  throw new HttpProblem(
    'not_acceptable',
    `this is answered as ${answerTypes.join(', ')}: ask for one of them in Accept`,
  )
}
