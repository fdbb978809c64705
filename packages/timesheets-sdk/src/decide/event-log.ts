import { type EventPosition, eventPositionOf, newestPositionOf } from '../contract/events.ts'
import { problem } from '../contract/problems.ts'
import { addDays } from '../model/calendar.ts'
import { ProblemError, violationError } from './problem-error.ts'
import { placeOf } from './request/paging.ts'

/** The events that were added between two restores of the log from a backup. */
export interface LogGeneration {
  readonly generation: string
  /** The sequence number of the last event before it; 0: none. */
  readonly after: number
}

/** The contents of the event log, in outline. */
export interface EventLog {
  /** From the first to the current one. */
  readonly generations: readonly LogGeneration[]
  /** The number of the oldest event that was not archived; 0: the log is empty. */
  readonly first: number
  /** The number of the newest event; 0: the log is empty. */
  readonly last: number
}

/** The generation that an event with this number was added to. */
export function generationOf({ generations }: Pick<EventLog, 'generations'>, sequence: number): string {
  const found = generations.findLast(({ after }) => after < sequence) ?? generations[0]
  return found?.generation ?? ''
}

/** Where a request for events starts: at `after` or at `cursor`, whichever is later. */
export function eventStartOf({
  after = 0,
  generation,
  cursor,
}: Partial<EventPosition> & { readonly cursor?: string | undefined }): EventPosition {
  const place = placeOf(cursor, eventPositionOf)
  return place === undefined || after > place.after ? { after, generation } : place
}

/**
 * The number before which a request for the newest events starts: that of its cursor, or that of the end.
 * @throws {ProblemError} if it names a position of the other order
 */
export function newestStartOf({
  after,
  generation,
  cursor,
}: Partial<EventPosition> & { readonly cursor?: string | undefined }): number {
  if (after !== undefined || generation !== undefined) {
    const member = after === undefined ? 'generation' : 'after'
    const message = `${member} cannot be combined with order=newest: continue with cursor`
    throw violationError({ code: 'invalid_value', message, path: `/${member}` })
  }
  return placeOf(cursor, newestPositionOf) ?? Number.POSITIVE_INFINITY
}

/** The number through which events were archived; 0: none. */
export function archivedThrough({ first }: Pick<EventLog, 'first'>): number {
  return Math.max(0, first - 1)
}

/** The instants of the days that filters name: from the first, and before the second. */
export function instantsOf({
  from,
  to,
}: {
  readonly from?: string | undefined
  readonly to?: string | undefined
}) {
  const startOf = (date: string) => Date.parse(`${date}T00:00:00Z`)
  return {
    fromMs: from === undefined ? undefined : startOf(from),
    beforeMs: to === undefined ? undefined : startOf(addDays(to, 1)),
  }
}

/**
 * Rejects a position that the log does not have any more: of events that were lost with a restore, or that
 * were archived. The beginning is always there.
 * @throws {ProblemError} `events_gone`, with the position to continue at
 */
export function checkEventPosition(log: EventLog, { after, generation }: EventPosition): void {
  if (after === 0) return
  const kept = keptOf(log, generation)
  if (after > kept) {
    const lost = `the event log was restored from a backup, and events after ${kept} that were read before are gone`
    throw eventsGone(`${lost}: undo what you derived from them`, log, kept)
  }
  if (after < log.first - 1) {
    const archived = `the events through ${log.first - 1} were archived`
    throw eventsGone(`${archived}: take what you miss from the archive`, log, log.first - 1)
  }
}

/** Through which number the log has the same events as a reader of this generation saw. */
function keptOf({ generations, last }: EventLog, generation: string | undefined): number {
  if (generation === undefined) return last
  const index = generations.findIndex((one) => one.generation === generation)
  // Another copy of the log started it, at a number that this log doesn't know.
  if (index === -1) return 0
  return Math.min(last, generations[index + 1]?.after ?? last)
}

function eventsGone(detail: string, log: EventLog, after: number): ProblemError {
  const generation = generationOf(log, after)
  const next = `then continue with after=${after}&generation=${generation}`
  return new ProblemError(problem('events_gone', `${detail}, ${next}`, { after, generation }))
}
