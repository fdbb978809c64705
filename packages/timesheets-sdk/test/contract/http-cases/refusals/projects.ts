import { badCursor, createOnly, type Refusal, type Refusals, stale } from './refusal.ts'

const sameRates = { name: 'Warehouse move', rates: { currency: 'EUR', employee: 90.1 } }
const otherRates = { name: 'Warehouse move', rates: { currency: 'EUR', employee: 80, from: '2026-05-01' } }

export const projects = {
  listProjects: [badCursor],
  getProject: [{ by: 'ann', params: { code: 'NONE' }, expected: 'not_found' }],
  putProject: [
    { by: 'kim', params: { code: 'ACME-42' }, json: sameRates, expected: '200' },
    { by: 'kim', params: { code: 'ACME-42' }, json: sameRates, headers: stale, expected: '200' },
    {
      by: 'kim',
      params: { code: 'ACME-42' },
      json: { name: 'Move' },
      headers: stale,
      expected: 'precondition_failed',
    },
    {
      by: 'kim',
      params: { code: 'NEW-1' },
      json: { name: 'New' },
      headers: { 'If-Match': '*' },
      expected: 'precondition_failed',
    },
    ...[sameRates, { name: 'Move' }].map(
      (json): Refusal => ({
        by: 'kim',
        params: { code: 'ACME-42' },
        json,
        headers: createOnly,
        expected: 'precondition_failed',
      }),
    ),
    { by: 'kim', params: { code: 'ACME-42' }, json: otherRates, expected: 'week_locked' },
    { by: 'kim', params: { code: 'CLOSED-1' }, json: otherRates, expected: 'period_locked' },
    {
      by: 'kim',
      params: { code: 'NEW-1' },
      json: { name: 'New', rates: { currency: 'JPY', employee: 90.5 } },
      expected: 'invalid_value',
    },
    {
      by: 'kim',
      params: { code: 'NEW-1' },
      json: { name: 'New', rates: { currency: 'euro', employee: 90.5 } },
      expected: 'invalid_format',
    },
    { by: 'kim', params: { code: ' padded ' }, json: { name: 'Warehouse move' }, expected: 'not_found' },
    {
      by: 'kim',
      params: { code: 'NEW-1' },
      json: { name: 'New', activeFrom: '2026-02-01', activeTo: '2026-01-01' },
      expected: 'out_of_range',
    },
    {
      by: 'kim',
      params: { code: 'NEW-1' },
      json: { name: 'New', budgetHours: 0 },
      expected: 'out_of_range',
    },
    {
      by: 'kim',
      params: { code: 'NEW-1' },
      json: { name: 'New', budgetHours: 1.234 },
      expected: 'invalid_value',
    },
  ],
  deleteProject: [
    { by: 'kim', params: { code: 'ACME-42' }, expected: 'week_locked' },
    { by: 'kim', params: { code: 'CLOSED-1' }, expected: 'period_locked' },
    { by: 'kim', params: { code: 'NONE' }, headers: stale, expected: 'not_found' },
    { by: 'kim', params: { code: 'ACME-42' }, headers: stale, expected: 'precondition_failed' },
  ],
} satisfies Refusals
