import { dayOfWeek, weekOf } from '../model/calendar.ts'
import type { EntryRecord } from '../model/entry.ts'
import type { WeekRecord } from '../model/week-record.ts'
import type { EntryFacts } from './judge-entry.ts'

/** The weeks of a series of operations: as stored, and as changed so far. */
export class WeekBooks {
  readonly #stored: (userId: string, week: string) => WeekRecord
  readonly #nowMs: number
  readonly #changed = new Map<string, WeekRecord>()

  constructor(stored: (userId: string, week: string) => WeekRecord, nowMs: number) {
    this.#stored = stored
    this.#nowMs = nowMs
  }

  /** The changed weeks, in their new state. */
  get changed(): Iterable<WeekRecord> {
    return this.#changed.values()
  }

  week(userId: string, week: string): WeekRecord {
    return this.#changed.get(weekKey(userId, week)) ?? this.#stored(userId, week)
  }

  put(week: WeekRecord): void {
    this.#changed.set(weekKey(week.userId, week.week), week)
  }

  /** Adds an entry to its week, or subtracts it. */
  book(entry: EntryRecord, sign: 1 | -1): void {
    const current = this.week(entry.userId, weekOf(entry.date))
    const onDay = minutesOn(entry.date, current.dayMinutes) + sign * entry.minutes
    this.put({
      ...current,
      dayMinutes: current.dayMinutes.map((minutes, day) => (day === dayOfWeek(entry.date) ? onDay : minutes)),
      billableMinutes: current.billableMinutes + (entry.billable ? sign * entry.minutes : 0),
      entriesChangedAtMs: this.#nowMs,
      version: current.version + 1,
    })
  }

  /** The facts around an entry on a date; `without`: an entry to leave out. */
  factsFor(userId: string, date: string, without?: EntryRecord): EntryFacts {
    const { status, dayMinutes } = this.week(userId, weekOf(date))
    const own = without?.minutes ?? 0
    return {
      weekStatus: status,
      otherMinutesOnDay: minutesOn(date, dayMinutes) - (without?.date === date ? own : 0),
      otherMinutesInWeek:
        dayMinutes.reduce((sum, minutes) => sum + minutes, 0) -
        (without && weekOf(without.date) === weekOf(date) ? own : 0),
    }
  }
}

function weekKey(userId: string, week: string): string {
  return `${week} ${userId}`
}

function minutesOn(date: string, dayMinutes: readonly number[]): number {
  // A week has seven days.
  return dayMinutes[dayOfWeek(date)] as number
}
