import { problem } from '../contract/problems.ts'
import { ProblemError } from './problem-error.ts'

// What the caller may not see gets the same result as what does not exist.

export function noSuchEntry(): ProblemError {
  return notFound('there is no such entry: it may have been deleted')
}

export function noSuchPerson(): ProblemError {
  return notFound('there is no such person among those whose timesheets you may see')
}

export function notInRoster(): ProblemError {
  return notFound('there is no such person in the roster, or not for you to see')
}

export function noSuchAbsence(): ProblemError {
  return notFound('no absence of this person begins on that day')
}

export function noSuchNewcomer(): ProblemError {
  return notFound('there is no such newcomer: see who there are with GET /newcomers')
}

export function noSuchProject(): ProblemError {
  return notFound('there is no such project in the catalogue')
}

export function noSuchWebhook(): ProblemError {
  return notFound('there is no such webhook: it may have been removed')
}

function notFound(detail: string): ProblemError {
  return new ProblemError(problem('not_found', detail))
}
