import type { ScenarioCase } from './case.ts'

const lea = { name: 'Lea', kind: 'contractor', expectedHoursPerWeek: 20, activeFrom: '2026-01-01' }
const leaId = { params: { userId: 'auth0|lea' } }

/** People and their absences. */
export const roster: readonly ScenarioCase[] = [
  {
    operation: 'putPerson',
    by: 'kim',
    ...leaId,
    json: { ...lea, managerId: 'auth0|mia', email: 'lea@abc.example' },
    headers: { 'If-None-Match': '*' },
    status: 201,
    sent: { location: '/people/auth0%7Clea' },
    expected: { userId: 'auth0|lea', timeZone: 'Etc/UTC' },
  },
  {
    operation: 'putPerson',
    by: 'kim',
    ...leaId,
    json: { ...lea, managerId: 'auth0|mia', email: 'lea@abc.example', timeZone: 'Europe/Berlin' },
    status: 200,
    sent: { location: null },
  },
  {
    operation: 'getPerson',
    by: 'mia',
    ...leaId,
    status: 200,
    sent: { etag: '"…"' },
    expected: { name: 'Lea' },
  },
  {
    operation: 'getPerson',
    by: 'ann',
    params: { userId: 'me' },
    status: 200,
    expected: { managerId: 'auth0|mia' },
  },
  { operation: 'listPeople', by: 'kim', query: 'limit=2', status: 200, sent: { etag: 'W/"…"' } },
  {
    operation: 'listPeople',
    by: 'mia',
    query: 'managerId=me',
    status: 200,
    expected: { data: [{ userId: 'auth0|ann' }, { userId: 'auth0|lea' }], nextCursor: null },
  },
  {
    operation: 'listPeople',
    by: 'kim',
    query: 'managerId=none&kind=employee&activeOn=2026-11-23',
    status: 200,
  },
  {
    operation: 'putAbsence',
    by: 'kim',
    params: { userId: 'auth0|lea', from: '2026-11-23' },
    json: { to: '2026-11-24', note: 'moving house' },
    status: 201,
    sent: { location: null },
    expected: { kind: 'other', note: 'moving house' },
  },
  {
    operation: 'putAbsence',
    by: 'kim',
    params: { userId: 'auth0|lea', from: '2026-11-23' },
    json: { to: '2026-11-25' },
    status: 200,
  },
  {
    operation: 'listAbsences',
    by: 'ann',
    query: 'from=2026-12-01',
    status: 200,
    expected: { data: [{ from: '2026-12-21' }] },
  },
  {
    operation: 'listAbsences',
    by: 'mia',
    query: 'everyone=true&limit=1',
    status: 200,
    sent: { etag: 'W/"…"' },
  },
  { operation: 'listAbsences', by: 'kim', query: 'userId=auth0|lea&to=2026-11-23', status: 200 },
  { operation: 'deleteAbsence', by: 'kim', params: { userId: 'auth0|lea', from: '2026-11-23' }, status: 204 },
]
