import { badCursor, type Refusals, usedKey } from './refusal.ts'

export const periods = {
  listPeriods: [badCursor],
  getPeriod: [
    { by: 'kim', params: { period: '2026-13' }, expected: 'not_found' },
    { by: 'kim', params: { period: '3000-01' }, expected: 'not_found' },
  ],
  listObstacles: [badCursor],
  closePeriod: [
    { by: 'kim', params: { period: '2026-12' }, json: {}, expected: 'period_out_of_order' },
    { by: 'kim', params: { period: '2026-01' }, expected: 'period_not_ready' },
    { by: 'clerk', params: { period: '2026-01' }, json: {}, expected: 'period_not_ready' },
    { by: 'kim', params: { period: '2026-01' }, json: { force: true }, expected: 'reason_required' },
    { by: 'kim', json: {}, expected: '200' },
    { by: 'kim', json: {}, headers: usedKey, expected: 'idempotency_key_reused' },
    { by: 'mia', json: {}, expected: 'insufficient_scope' },
  ],
  reopenPeriod: [
    { by: 'kim', params: { period: '2026-01' }, json: { reason: 'x' }, expected: 'illegal_transition' },
    { by: 'kim', params: { period: '2025-11' }, json: { reason: 'x' }, expected: 'period_out_of_order' },
    { by: 'kim', json: { reason: 'another' }, headers: usedKey, expected: 'idempotency_key_reused' },
    { by: 'mia', json: { reason: 'mine' }, expected: 'insufficient_scope' },
  ],
  listPeriodLines: [
    badCursor,
    { by: 'kim', params: { period: '2026-10' }, expected: 'not_found' },
    { by: 'kim', query: 'version=3', expected: 'not_found' },
    { by: 'kim', query: 'version=0', expected: 'invalid_format' },
    { by: 'kim', headers: { Accept: 'text/html' }, expected: 'not_acceptable' },
    { by: 'deputy', expected: 'insufficient_scope' },
  ],
  listPeriodChanges: [
    badCursor,
    { by: 'kim', params: { period: '2026-10' }, expected: 'not_found' },
    { by: 'kim', headers: { Accept: 'text/html' }, expected: 'not_acceptable' },
    { by: 'machine', expected: 'insufficient_scope' },
  ],
} satisfies Refusals
