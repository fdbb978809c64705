import type { ProblemCode } from '../../../../src/contract/index.ts'
import type { Held } from '../system.ts'
import { machineAsked, nobody, type Refusal, type Refusals, stale, usedKey } from './refusal.ts'

const entry = (more: object = {}) => ({ date: '2026-08-03', project: 'ACME-42', hours: 1, ...more })

export const entries = ({ open, submitted, approved, locked }: Held) => {
  const ofEntry = (more: Omit<Refusal, 'params' | 'by' | 'expected'>): Refusal[] => [
    { by: 'ann', params: { id: nobody }, ...more, expected: 'not_found' },
    { by: 'sam', params: { id: open }, ...more, expected: 'not_found' },
    { by: 'max', params: { id: open }, ...more, expected: 'not_found' },
  ]
  const ofForeignEntry = (more: Omit<Refusal, 'params' | 'by' | 'expected'>): Refusal[] => [
    ...ofEntry(more),
    { by: 'mia', params: { id: open }, ...more, expected: 'not_your_timesheet' },
    { by: 'ann', params: { id: open }, ...more, headers: stale, expected: 'precondition_failed' },
    { by: 'ann', params: { id: submitted }, ...more, expected: 'week_locked' },
    { by: 'machine', params: { id: approved }, ...more, expected: 'week_locked' },
    { by: 'ann', params: { id: locked }, ...more, expected: 'period_locked' },
  ]
  const newEntryRefusals: [item: object, code: ProblemCode][] = [
    [entry({ hours: 0 }), 'hours_not_positive'],
    [entry({ hours: 25 }), 'hours_over_day'],
    [entry({ hours: 23 }), 'day_over_maximum'],
    [entry({ project: 'NONE' }), 'project_unlisted'],
    [entry({ project: 'OLD-1' }), 'project_inactive'],
    [entry({ date: '2026-05-04' }), 'period_locked'],
    [entry({ date: '2026-11-17' }), 'week_locked'],
    [entry({ date: '2028-01-03' }), 'date_too_far_ahead'],
    [entry({ date: '0000-01-03' }), 'out_of_range'],
    [entry({ date: '9999-12-31' }), 'out_of_range'],
    [entry({ hours: 'two' }), 'wrong_type'],
    [{ date: '2026-08-03', hours: 1 }, 'missing_field'],
    [entry({ userId: 'auth0|sam' }), 'not_your_timesheet'],
    [entry({ userId: 'me' }), 'invalid_value'],
    [entry({ project: 'A\u0000B' }), 'invalid_character'],
  ]
  const rejectedItems = newEntryRefusals.map(([, code]) => `rejected ${code}`)

  return {
    listEntries: [
      { by: 'sam', query: 'userId=auth0|ann', expected: 'not_found' },
      { by: 'max', query: 'userId=auth0|ann', expected: 'not_found' },
      { by: 'machine', expected: 'user_id_required' },
      machineAsked,
      { by: 'ann', query: 'from=2026-11-30&to=2026-11-01', expected: 'out_of_range' },
      { by: 'ann', query: 'from=0000-01-01', expected: 'out_of_range' },
      { by: 'ann', query: 'to=9999-12-31', expected: 'out_of_range' },
      { by: 'ann', headers: { Accept: 'text/html' }, expected: 'not_acceptable' },
      { by: 'ann', query: 'cursor=x', expected: 'malformed_cursor' },
    ],
    createEntry: [
      ...newEntryRefusals.map(([json, expected]): Refusal => ({ by: 'ann', json, expected })),
      { by: 'machine', json: entry(), expected: 'user_id_required' },
      { by: 'machine', json: entry({ userId: 'me' }), expected: 'invalid_value' },
      { by: 'ann', json: entry({ externalId: 'x-1', hours: 3 }), expected: 'external_id_taken' },
      { by: 'ann', json: entry({ date: '2026-11-23', externalId: 'x-1' }), expected: '200' },
      { by: 'ann', json: entry(), headers: usedKey, expected: 'idempotency_key_reused' },
      { by: 'ann', json: entry(), query: 'source=erp', expected: 'source_not_allowed' },
    ],
    pushEntries: [
      { by: 'ann', json: { entries: newEntryRefusals.map(([item]) => item) }, expected: rejectedItems },
      { by: 'ann', json: { entries: [entry()] }, query: 'dryRun=true', expected: ['created undefined'] },
      { by: 'ann', json: { entries: [entry()] }, query: 'source=erp', expected: 'source_not_allowed' },
      {
        by: 'ann',
        json: { entries: [entry({ date: '2026-11-23', externalId: 'x-1' })] },
        expected: ['unchanged undefined'],
      },
      {
        by: 'machine',
        json: { entries: [entry(), entry({ userId: 'me' })] },
        expected: ['rejected user_id_required', 'rejected invalid_value'],
      },
      { by: 'ann', json: { entries: Array(1_001).fill(entry()) }, expected: 'too_many_entries' },
      { by: 'ann', json: { entries: [entry()] }, headers: usedKey, expected: 'idempotency_key_reused' },
    ],
    getEntry: ofEntry({}),
    updateEntry: [
      ...ofForeignEntry({ json: { hours: 2 } }),
      {
        by: 'ann',
        params: { id: open },
        json: { date: '2026-08-03', hours: 0 },
        expected: 'hours_not_positive',
      },
      { by: 'ann', params: { id: open }, json: { date: '2026-11-17' }, expected: 'week_locked' },
      { by: 'ann', params: { id: open }, json: { date: '2026-05-04' }, expected: 'period_locked' },
      {
        by: 'ann',
        params: { id: open },
        json: { date: '2026-08-03', hours: 23 },
        expected: 'day_over_maximum',
      },
      {
        by: 'ann',
        params: { id: open },
        json: { date: '2026-08-03', project: 'NONE' },
        expected: 'project_unlisted',
      },
      {
        by: 'ann',
        params: { id: open },
        json: { date: '2026-08-03', project: 'OLD-1' },
        expected: 'project_inactive',
      },
      { by: 'ann', params: { id: open }, json: { hours: 1 }, expected: '200' },
    ],
    deleteEntry: ofForeignEntry({}),
  } satisfies Refusals
}
