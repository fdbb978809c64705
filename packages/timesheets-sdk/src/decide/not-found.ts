import { problem } from '../contract/problems.ts'
import { ProblemError } from './problem-error.ts'

// A resource the caller may not see gets the same result as one that does not exist.

export function noSuchEntry(): ProblemError {
  return notFound('there is no such entry: it may have been deleted')
}

export function noSuchPerson(): ProblemError {
  return notFound('no such person among those whose timesheets you may see: check the userId')
}

export function notInRoster(): ProblemError {
  return notFound('there is no such person in the roster, or you may not see them')
}

export function noSuchAbsence(): ProblemError {
  return notFound('no absence of this person starts on that day: list them with GET /absences')
}

export function noSuchNewcomer(): ProblemError {
  return notFound('there is no such newcomer: list them with GET /newcomers')
}

export function noSuchProject(): ProblemError {
  return notFound('there is no such project in the catalogue: list them with GET /projects')
}

export function noSuchWebhook(): ProblemError {
  return notFound('there is no such webhook: it may have been removed')
}

export function noSuchFeed(): ProblemError {
  return notFound('there is no such calendar feed: it may have been withdrawn')
}

export function noSuchClosing(): ProblemError {
  return notFound('the month has no such closing: list its closings with GET /periods')
}

function notFound(detail: string): ProblemError {
  return new ProblemError(problem('not_found', detail))
}
