import { fitMinutes } from 'timesheets-sdk/import'
import { todayHere } from '../components/week-names.ts'
import type { RunningTimer } from './timer.ts'

/** The entry that a timer proposes when it is stopped. */
export interface ProposedEntry {
  readonly date: string
  readonly project: string
  readonly note: string
  readonly minutes: number
}

/** State of the browser's history, for the page of a week. */
export interface ProposalState {
  readonly proposed?: ProposedEntry
}

const hourMs = 3_600_000
const forgottenAfterMs = 12 * hourMs

/** Whether a timer has probably been forgotten: it runs since another day, or for more than twelve hours. */
export function isForgotten({ startedAt }: RunningTimer, now: Date): boolean {
  const start = new Date(startedAt)
  return todayHere(start) !== todayHere(now) || now.getTime() - start.getTime() > forgottenAfterMs
}

export function elapsedMinutes({ startedAt }: RunningTimer, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(startedAt)) / 60_000))
}

interface ProposalOptions {
  readonly now: Date
  readonly incrementMinutes: number
  /** The hours of a usual day: what a forgotten timer proposes at most. */
  readonly usualDayHours: number
}

/**
 * The entry of a timer on the day it was started, rounded to the nearest increment, and one increment at
 * least. A forgotten timer proposes no more than a usual day, and never the hours of the next one.
 */
export function proposeEntry(timer: RunningTimer, options: ProposalOptions): ProposedEntry {
  const { now, incrementMinutes, usualDayHours } = options
  const start = new Date(timer.startedAt)
  const end = isForgotten(timer, now) ? endOfForgotten(start, now, usualDayHours * hourMs) : now
  const seconds = Math.max(0, Math.round((end.getTime() - start.getTime()) / 1_000))
  const minutes = fitMinutes(seconds, incrementMinutes, 'nearest') ?? 0
  const { project, note } = timer
  return { date: todayHere(start), project, note, minutes: Math.max(incrementMinutes, minutes) }
}

function endOfForgotten(start: Date, now: Date, usualDayMs: number): Date {
  const end = new Date(Math.min(now.getTime(), start.getTime() + usualDayMs))
  const date = todayHere(start)
  if (todayHere(end) === date) return end
  // Midnight in the person's time zone, whatever that is: the last minute that is still of the day.
  let [same, next] = [start.getTime(), end.getTime()]
  while (next - same > 1_000) {
    const middle = (same + next) / 2
    if (todayHere(new Date(middle)) === date) same = middle
    else next = middle
  }
  return new Date(next)
}
