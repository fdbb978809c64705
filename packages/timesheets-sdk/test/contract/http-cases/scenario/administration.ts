import type { ScenarioCase } from './case.ts'

/** A person who is removed, the policy, and the log of all that happened. */
export const administration: readonly ScenarioCase[] = [
  { operation: 'deletePerson', by: 'kim', params: { userId: 'auth0|bob' }, status: 204 },
  {
    operation: 'getPolicy',
    by: 'pat',
    status: 200,
    expected: { maxHoursPerDay: 10 },
  },
  {
    operation: 'updatePolicy',
    by: 'kim',
    json: { weeklyWarningHours: 50 },
    status: 200,
    expected: { weeklyWarningHours: 50 },
  },
  {
    operation: 'updatePolicy',
    by: 'kim',
    json: { sources: [{ name: 'erp', clients: ['m2m-push'], externalIds: 'per_person' }] },
    status: 200,
    expected: { sources: [{ name: 'erp', clients: ['m2m-push'], externalIds: 'per_person' }] },
  },
  { operation: 'updatePolicy', by: 'kim', json: { weeklyWarningHours: 50 }, status: 200 },
  { operation: 'listEvents', by: 'kim', query: 'limit=40', status: 200 },
  {
    operation: 'listEvents',
    by: 'kim',
    query: 'after=40&limit=1000',
    status: 200,
    expected: { nextCursor: null },
  },
  { operation: 'listEvents', by: 'ann', query: 'week=2026-W47', status: 200 },
  { operation: 'listEvents', by: 'mia', query: 'after=2&limit=3', status: 200 },
  { operation: 'listEvents', by: 'machine', query: 'userId=auth0|sam', status: 200 },
  {
    operation: 'listEvents',
    by: 'kim',
    query: 'order=newest&subject=policy&limit=1000',
    status: 200,
    expected: { archivedThrough: 0, nextCursor: null },
  },
  { operation: 'listEvents', by: 'kim', query: 'order=newest&limit=3', status: 200 },
  { operation: 'listEvents', by: 'ann', query: 'order=newest&to=2026-01-01&limit=1000', status: 200 },
]
