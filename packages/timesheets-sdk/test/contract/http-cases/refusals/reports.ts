import { machineAsked, type Refusals } from './refusal.ts'

export const reports = {
  listMissing: [
    { by: 'mia', expected: 'missing_field' },
    { by: 'mia', query: 'week=2026-W47&cursor=x', expected: 'malformed_cursor' },
    { by: 'mia', query: 'week=0000-W01', expected: 'out_of_range' },
  ],
  sendReminders: [
    { by: 'mia', json: { week: '2026-W45' }, expected: 'reminders_not_set_up' },
    {
      by: 'mia',
      json: { week: '2026-W45', userIds: ['auth0|ann'], dryRun: true },
      expected: ['no_email undefined'],
    },
    { by: 'mia', json: { week: '2026-W45', dryRun: true, cursor: 'x' }, expected: 'malformed_cursor' },
    { by: 'mia', json: { week: '9999-W52', dryRun: true }, expected: 'out_of_range' },
    { by: 'mia', json: { week: '2026-W45', userIds: ['me'], dryRun: true }, expected: 'invalid_value' },
  ],
  listHours: [
    { by: 'mia', query: 'groupBy=currency', expected: 'amounts_not_allowed' },
    { by: 'pusher', expected: 'user_id_required' },
    machineAsked,
    { by: 'sam', query: 'userId=auth0|ann', expected: 'not_found' },
    { by: 'ann', headers: { Accept: 'text/html' }, expected: 'not_acceptable' },
    { by: 'ann', query: 'cursor=x', expected: 'malformed_cursor' },
    { by: 'ann', query: 'from=0000-01-01', expected: 'out_of_range' },
  ],
  listEvents: [
    { by: 'sam', query: 'userId=auth0|ann', expected: 'not_found' },
    { by: 'machine', query: 'week=2026-W47', expected: 'user_id_required' },
    machineAsked,
    { by: 'ann', query: 'cursor=x', expected: 'malformed_cursor' },
    { by: 'ann', query: 'order=newest&after=1', expected: 'invalid_value' },
    { by: 'ann', query: 'from=2026-12-01&to=2026-11-01', expected: 'out_of_range' },
    { by: 'ann', query: 'after=999999', expected: 'events_gone' },
    { by: 'ann', query: 'after=1&generation=another', expected: 'events_gone' },
  ],
} satisfies Refusals
