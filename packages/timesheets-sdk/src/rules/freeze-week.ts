import type { Absence } from '../model/absence.ts'
import type { EntryRecord } from '../model/entry.ts'
import type { Person } from '../model/person.ts'
import type { FrozenWeek, WeekRecord } from '../model/week-record.ts'
import { sha256Hex } from '../net/sha256.ts'
import { expectedMinutes } from './expected-minutes.ts'
import type { Holidays } from './holidays.ts'
import { termsOfWeek } from './terms.ts'

/** The facts that a submission keeps with the week. @param entries the entries of the week, in any order */
export function freezeWeek(
  week: string,
  person: Person | undefined,
  absences: readonly Absence[],
  holidays: Holidays,
  entries: readonly EntryRecord[],
): FrozenWeek {
  return { ...rosterOfWeek(week, person, absences, holidays), entriesDigest: digestOfEntries(entries) }
}

/** A submitted or approved week after roster or absences were corrected: a new version. */
export function refrozen(
  record: WeekRecord,
  person: Person | undefined,
  absences: readonly Absence[],
  holidays: Holidays,
  nowMs: number,
): WeekRecord {
  return {
    ...record,
    frozen: record.frozen && { ...record.frozen, ...rosterOfWeek(record.week, person, absences, holidays) },
    correctedAtMs: record.status === 'approved' ? nowMs : record.correctedAtMs,
    version: record.version + 1,
  }
}

/** SHA-256 of entries, which anyone can compute from what the API returns. */
export function digestOfEntries(entries: readonly EntryRecord[]): string {
  const lines = [...entries]
    .sort((a, b) => (a.date + a.id < b.date + b.id ? -1 : 1))
    .map(({ id, date, project, minutes, billable, note }) =>
      JSON.stringify([id, date, project, minutes, billable, note]),
    )
  return sha256Hex(lines.join('\n'))
}

function rosterOfWeek(
  week: string,
  person: Person | undefined,
  absences: readonly Absence[],
  holidays: Holidays,
) {
  const terms = person && termsOfWeek(person, week)
  return {
    expectedMinutes: person ? expectedMinutes(person, week, absences, holidays) : null,
    kind: terms?.kind ?? null,
    managerId: terms?.managerId ?? null,
  }
}
