import type { AbsenceRow, PersonRow } from '../../src/store/schema.ts'

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
    ...more,
  }
}

export function absenceRow(userId: string, from: string, to: string): AbsenceRow {
  return { user_id: userId, from_date: from, to_date: to, kind: 'vacation', note: null }
}
