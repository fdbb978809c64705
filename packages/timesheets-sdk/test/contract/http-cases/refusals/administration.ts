import { type Refusals, stale } from './refusal.ts'

export const administration = {
  getMe: [],
  getPolicy: [],
  updatePolicy: [
    { by: 'kim', json: { maxHoursPerDay: 25 }, expected: 'out_of_range' },
    { by: 'kim', json: { weeklyWarningHours: 50 }, headers: stale, expected: 'precondition_failed' },
    { by: 'kim', json: { holidayCalendars: [] }, expected: 'calendar_in_use' },
    {
      by: 'kim',
      json: {
        holidayCalendars: [{ name: 'PT-11', days: [{ date: '2026-06-30', name: 'x', half: true }] }],
      },
      expected: 'period_locked',
    },
    { by: 'kim', json: { lockedThrough: '9999-12-31' }, expected: 'out_of_range' },
    { by: 'kim', json: { lockedThrough: '2026-06-30' }, expected: '200' },
    { by: 'kim', json: { lockedThrough: '2025-12-30' }, expected: 'period_locked' },
    {
      by: 'kim',
      json: { sources: [{ name: 'spa', clients: [], externalIds: 'overall' }] },
      expected: 'source_ids_per_person',
    },
  ],
} satisfies Refusals
