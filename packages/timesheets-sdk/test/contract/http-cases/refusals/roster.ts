import type { ProblemCode } from '../../../../src/contract/index.ts'
import {
  badCursor,
  createOnly,
  employee,
  machineAsked,
  machineAsMe,
  type Refusal,
  type Refusals,
  stale,
} from './refusal.ts'

export const roster = {
  listPeople: [badCursor, { by: 'machine', query: 'managerId=me', expected: 'user_id_required' }],
  getPerson: [
    { by: 'sam', params: { userId: 'auth0|ann' }, expected: 'not_found' },
    { by: 'kim', params: { userId: 'auth0|nobody' }, expected: 'not_found' },
    machineAsMe,
  ],
  putPerson: [
    {
      by: 'kim',
      params: { userId: 'auth0|new' },
      json: {
        name: 'New',
        kind: 'employee',
        expectedHoursPerWeek: 40,
        activeFrom: '2026-12-01',
        holidayCalendar: 'DE-BE',
      },
      expected: 'invalid_value',
    },
    ...(['2026-11-09 week_locked', '2026-05-04 period_locked'] as const).map((text): Refusal => {
      const [from, expected] = text.split(' ') as [string, ProblemCode]
      const json = { name: 'Ann', ...employee, managerId: 'auth0|mia', kind: 'contractor', from }
      return { by: 'kim', params: { userId: 'auth0|ann' }, json, expected }
    }),
    {
      by: 'kim',
      params: { userId: 'auth0|ann' },
      json: { name: 'Ann', ...employee, managerId: 'me' },
      expected: 'invalid_value',
    },
    {
      by: 'kim',
      params: { userId: 'auth0|ann' },
      json: { name: 'Ann', ...employee, managerId: 'auth0|ann' },
      expected: 'manager_cycle',
    },
    {
      by: 'kim',
      params: { userId: 'auth0|new' },
      json: { name: 'New', ...employee, activeTo: '2025-01-01' },
      expected: 'out_of_range',
    },
    {
      by: 'kim',
      params: { userId: 'auth0|ann' },
      json: { name: 'Ann', ...employee, managerId: 'auth0|mia' },
      headers: stale,
      expected: '200',
    },
    {
      by: 'kim',
      params: { userId: 'auth0|ann' },
      json: { name: 'Anna', ...employee, managerId: 'auth0|mia' },
      headers: stale,
      expected: 'precondition_failed',
    },
    {
      by: 'kim',
      params: { userId: 'auth0|new' },
      json: { name: 'New', ...employee },
      headers: { 'If-Match': '*' },
      expected: 'precondition_failed',
    },
    {
      by: 'kim',
      params: { userId: 'auth0|ann' },
      json: { name: 'Ann', ...employee, managerId: 'auth0|mia' },
      headers: createOnly,
      expected: 'precondition_failed',
    },
    {
      by: 'kim',
      params: { userId: 'auth0|a\u0000b' },
      json: { name: 'Ann', ...employee },
      expected: 'not_found',
    },
    { ...machineAsMe, json: { name: 'Me', ...employee } },
  ],
  deletePerson: [
    { by: 'kim', params: { userId: 'auth0|nobody' }, headers: stale, expected: 'not_found' },
    { by: 'kim', params: { userId: 'auth0|ann' }, expected: 'person_has_hours' },
    { by: 'kim', params: { userId: 'auth0|ann' }, headers: stale, expected: 'precondition_failed' },
    machineAsMe,
  ],
  listNewcomers: [badCursor],
  deleteNewcomer: [{ by: 'kim', params: { userId: 'auth0|nobody' }, expected: 'not_found' }, machineAsMe],
  listAbsences: [
    { by: 'sam', query: 'userId=auth0|ann', expected: 'not_found' },
    { by: 'machine', expected: 'user_id_required' },
    machineAsked,
    { by: 'ann', query: 'from=2026-12-01&to=2026-11-01', expected: 'out_of_range' },
    badCursor,
  ],
  putAbsence: [
    {
      by: 'kim',
      params: { userId: 'auth0|ann', from: '2026-11-09' },
      json: { to: '2026-11-09' },
      expected: 'week_locked',
    },
    {
      by: 'kim',
      params: { userId: 'auth0|ann', from: '2026-05-04' },
      json: { to: '2026-05-04' },
      expected: 'period_locked',
    },
    {
      by: 'kim',
      params: { userId: 'auth0|nobody', from: '2026-12-21' },
      json: { to: '2026-12-23' },
      expected: 'not_found',
    },
    {
      by: 'kim',
      params: { userId: 'auth0|ann', from: '2026-12-22' },
      json: { to: '2026-12-23' },
      expected: 'absence_overlaps',
    },
    {
      by: 'kim',
      params: { userId: 'auth0|ann', from: '2026-12-21' },
      json: { to: '2026-12-31', kind: 'vacation' },
      expected: '200',
    },
    {
      by: 'kim',
      params: { userId: 'auth0|ann', from: '2026-12-21' },
      json: { to: '2026-12-31', kind: 'vacation' },
      headers: createOnly,
      expected: 'precondition_failed',
    },
    {
      by: 'kim',
      params: { userId: 'auth0|ann', from: '0000-12-21' },
      json: { to: '2026-12-23' },
      expected: 'not_found',
    },
    { ...machineAsMe, json: { to: '2026-12-31' } },
  ],
  deleteAbsence: [
    { by: 'kim', params: { userId: 'auth0|ann', from: '2026-11-10' }, expected: 'week_locked' },
    { by: 'kim', params: { userId: 'auth0|ann', from: '2026-05-05' }, expected: 'period_locked' },
    { by: 'kim', params: { userId: 'auth0|ann', from: '2026-12-22' }, expected: 'not_found' },
    machineAsMe,
  ],
  getFeed: [
    { by: 'sam', expected: 'not_found' },
    { by: 'ann', params: { userId: 'me' }, expected: 'not_found' },
    machineAsMe,
  ],
  createFeed: [{ by: 'sam', expected: 'not_found' }, { by: 'kim', expected: 'not_found' }, machineAsMe],
  deleteFeed: [{ by: 'sam', expected: 'not_found' }, { by: 'kim', expected: 'not_found' }, machineAsMe],
} satisfies Refusals
