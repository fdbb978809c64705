import { weekOf } from '../model/calendar.ts'
import { type EntryPatch, entryPatchSchema, type NewEntry } from '../model/entry.ts'
import { minutesFromHours } from '../model/hours.ts'
import type { Policy } from '../model/policy.ts'
import { readNewEntry } from '../model/read-new-entry.ts'
import { type Violation, violationsOfSchema } from '../model/violation.ts'
import type { WeekStatus } from '../model/week.ts'
import { type Judgement, judgeEntryDeletion } from '../rules/judge-entry.ts'
import { judgeEntry } from '../rules/judge-entry-on-project.ts'
import { catalogueOf } from '../rules/judge-project.ts'
import type { KnownFacts } from './known-facts.ts'
import { patched, type QueuedChange } from './queued-change.ts'
import { type OutboxRow, rowsOf } from './rows.ts'

/** As long as the policy is unknown: it rejects only what every policy rejects. */
const anyPolicy: Policy = {
  incrementMinutes: 1,
  maxHoursPerDay: 24,
  maxDaysAhead: 366,
  lockedThrough: null,
  weeklyWarningHours: 168,
  unlistedProjects: 'warn',
  holidayCalendars: [],
  managersSeeAmounts: false,
  sources: [],
}

const accepted: Judgement = { errors: [], warnings: [] }

/** Judges changes by the rules and by what is known, as the API will once they arrive. */
export class OfflineJudge {
  readonly #facts: KnownFacts
  readonly #rows: readonly OutboxRow[]
  readonly #nowMs: number

  constructor(facts: KnownFacts, changes: readonly QueuedChange[], nowMs: number) {
    this.#facts = facts
    this.#rows = rowsOf(facts.entries, changes)
    this.#nowMs = nowMs
  }

  creation(entry: NewEntry): Judgement {
    const read = readNewEntry(entry)
    return 'violations' in read ? rejected(read.violations) : this.#content(undefined, entry)
  }

  /** @param key the entry's, as in {@link OutboxRow} */
  update(key: string, patch: EntryPatch): Judgement {
    const parsed = entryPatchSchema.safeParse(patch)
    if (!parsed.success) return rejected(violationsOfSchema(parsed.error, patch))
    const row = this.#rows.find((known) => known.key === key)
    return row === undefined ? accepted : this.#content(row, patched(row, patch))
  }

  deletion(key: string): Judgement {
    const stored = this.#rows.find((row) => row.key === key)?.stored
    if (stored === undefined) return accepted
    return judgeEntryDeletion(stored, this.#statusOf(stored.date), this.#policy)
  }

  get #policy(): Policy {
    return this.#facts.policy ?? anyPolicy
  }

  #content(row: OutboxRow | undefined, after: NewEntry): Judgement {
    const others = this.#rows.filter((other) => other.key !== row?.key && counts(other, after.userId))
    const sumOf = (rows: readonly OutboxRow[]) => rows.reduce((sum, { hours }) => sum + minutesOf(hours), 0)
    const stored = row?.stored
    return judgeEntry(
      {
        ...(stored && {
          before: {
            date: stored.date,
            project: stored.project,
            minutes: minutesOf(stored.hours),
            status: this.#statusOf(stored.date),
          },
        }),
        after,
        facts: {
          weekStatus: this.#statusOf(after.date),
          otherMinutesOnDay: sumOf(others.filter(({ date }) => date === after.date)),
          otherMinutesInWeek: sumOf(others.filter(({ date }) => weekOf(date) === weekOf(after.date))),
        },
      },
      this.#policy,
      catalogueOf(this.#facts.projects),
      this.#nowMs,
    )
  }

  #statusOf(date: string): WeekStatus {
    const week = weekOf(date)
    const known = this.#facts.weeks.find((one) => one.week === week)
    return known?.status ?? this.#facts.entries.find((entry) => weekOf(entry.date) === week)?.status ?? 'open'
  }
}

/** Whether the hours of a row are, or will be, the person's. */
function counts({ change, userId }: OutboxRow, person: string | undefined): boolean {
  if (change?.kind === 'create' && change.status === 'refused') return false
  return userId === undefined || person === undefined || userId === person
}

function minutesOf(hours: number): number {
  return minutesFromHours(hours) ?? Math.round(hours * 60)
}

function rejected(errors: readonly Violation[]): Judgement {
  return { errors, warnings: [] }
}
