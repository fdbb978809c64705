import { endOfTerms } from '../../src/store/migrations/0009-terms.ts'
import type { AbsenceRow, PersonRow, TermsRow } from '../../src/store/schema.ts'

/** A person of the roster as a row: an employee in Berlin with 40 hours a week, an address and no manager. */
export function personRow(userId: string, more: Partial<PersonRow> = {}): PersonRow {
  const name = userId.replace(/^.*\|/, '')
  return {
    user_id: userId,
    name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    email: `${name}@abc.example`,
    kind: 'employee',
    manager_id: null,
    expected_minutes_per_week: 2_400,
    active_from: '2020-01-01',
    active_to: null,
    time_zone: 'Europe/Berlin',
    updated_at_ms: 0,
    terms_from: '1900-01-01',
    ...more,
  }
}

export function absenceRow(userId: string, from: string, to: string): AbsenceRow {
  return { user_id: userId, from_date: from, to_date: to, kind: 'vacation', note: null }
}

/** The terms of a person, who never had others. */
export function termsRow(person: PersonRow): TermsRow {
  const { user_id, name, kind, manager_id, expected_minutes_per_week, time_zone } = person
  return {
    user_id,
    from_date: person.terms_from,
    until_date: endOfTerms,
    name,
    kind,
    manager_id,
    expected_minutes_per_week,
    weekday_minutes: null,
    rate_group: null,
    holiday_calendar: null,
    time_zone,
  }
}
