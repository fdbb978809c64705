import type { Entry } from 'timesheets-sdk/model'
import { type Content, contentOf, isSameContent } from './content.ts'
import type { Line, LineTarget, Refusal } from './line.ts'
import type { Outcome } from './store-line.ts'

/** A line that is to hold `wanted`. `known`: the line as the queue has it. */
export function wantedLine(target: LineTarget, known: Line | undefined, wanted: Content | null): Line {
  return {
    key: known?.key ?? target.key,
    date: target.date,
    project: target.project,
    base: known === undefined || known.status === 'saved' ? (target.base ?? known?.base) : known.base,
    creation: known?.creation,
    anonymous: known?.anonymous,
    status: known?.status === 'saving' ? 'saving' : 'waiting',
    wanted,
  }
}

/** A line that keeps `wanted` beside `theirs`, the entry that another client stored meanwhile. */
export function contestedLine(
  target: LineTarget,
  known: Line | undefined,
  wanted: Content | null,
  theirs: Entry | null,
): Line {
  return {
    key: known?.key ?? target.key,
    date: target.date,
    project: target.project,
    base: known?.base ?? target.base,
    wanted,
    theirs,
    status: 'conflict',
  }
}

/** A line that keeps a typed text that cannot be stored, with the reason. */
export function refusedLine(
  target: LineTarget,
  known: Line | undefined,
  typed: string,
  refusal: Refusal,
): Line {
  return {
    ...target,
    key: known?.key ?? target.key,
    base: known?.base ?? target.base,
    creation: known?.creation,
    anonymous: known?.anonymous,
    wanted: known?.wanted ?? (target.base ? contentOf(target.base) : null),
    theirs: known?.theirs,
    status: 'refused',
    typed,
    refusal,
  }
}

/** `line` after `sent`, an earlier state of it, had an outcome: the person may have typed since. */
export function lineAfterOutcome(line: Line, sent: Line, outcome: Outcome): Line {
  if (outcome.kind === 'conflict') {
    return { ...line, creation: undefined, status: 'conflict', theirs: outcome.theirs }
  }
  if (outcome.kind === 'rebased') {
    const isTypedSince = isChangedSince(line, sent)
    return {
      ...line,
      creation: undefined,
      base: outcome.base,
      wanted: isTypedSince ? line.wanted : outcome.wanted,
      anonymous: outcome.anonymous ?? line.anonymous,
      status: waitingAgain(line),
    }
  }
  const next: Line = { ...line, creation: undefined, base: outcome.entry, anonymous: undefined }
  // Not saving: the person typed a text that cannot be stored.
  if (line.status !== 'saving') return next
  const { entry } = outcome
  const isAsWanted = entry
    ? entry.project === line.project && isSameContent(contentOf(entry), line.wanted)
    : line.wanted === null
  return { ...next, status: isAsWanted ? 'saved' : 'waiting' }
}

/** `line` after the API refused `sent`. A text that was typed since is sent next. */
export function lineAfterRefusal(line: Line, sent: Line, refusal: Refusal): Line {
  const isTypedSince = line.status !== 'saving' || isChangedSince(line, sent)
  return isTypedSince
    ? { ...line, creation: undefined, status: waitingAgain(line) }
    : { ...line, creation: undefined, status: 'refused', refusal }
}

/**
 * `line` after a request whose outcome is unknown. It keeps its creation, so that the same creation is sent
 * again and the entry is not made twice.
 */
export function lineAfterPause(line: Line): Line {
  return { ...line, status: waitingAgain(line) }
}

function isChangedSince(line: Line, sent: Line): boolean {
  return line.project !== sent.project || !isSameContent(line.wanted, sent.wanted)
}

function waitingAgain({ status }: Line): Line['status'] {
  return status === 'saving' ? 'waiting' : status
}
