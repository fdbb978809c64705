import type { ScenarioCase } from './case.ts'

/** The catalogue and its rates. */
export const projects: readonly ScenarioCase[] = [
  {
    operation: 'putProject',
    by: 'kim',
    params: { code: 'BETA' },
    json: {
      name: 'Stocktaking',
      billable: false,
      budgetHours: 62.33333,
      rates: { currency: 'EUR', employee: 110 },
    },
    headers: { 'If-None-Match': '*' },
    status: 201,
    sent: { etag: '"…"', location: '/projects/BETA' },
    expected: {
      budgetHours: 62.3333,
      rateHistory: [{ from: '1900-01-01', currency: 'EUR', employee: 110 }],
    },
  },
  {
    operation: 'putProject',
    by: 'kim',
    params: { code: 'BETA' },
    json: {
      name: 'Stocktaking',
      rates: { from: '2026-11-01', currency: 'USD', contractor: 90, groups: { senior: 150.25 } },
    },
    status: 200,
    expected: {
      rates: { currency: 'USD', contractor: 90, groups: { senior: 150.25 } },
      rateHistory: [{ currency: 'EUR' }, { from: '2026-11-01', currency: 'USD' }],
    },
  },
  {
    operation: 'putProject',
    by: 'kim',
    params: { code: 'BETA' },
    json: { name: 'Stocktaking' },
    headers: { 'If-Match': '*' },
    status: 200,
    sent: { etag: '"…"' },
  },
  { operation: 'getProject', by: 'ann', params: { code: 'BETA' }, status: 200, sent: { etag: '"…"' } },
  { operation: 'listProjects', by: 'ann', query: 'limit=1&activeOn=2026-11-23', status: 200 },
  { operation: 'deleteProject', by: 'kim', params: { code: 'BETA' }, status: 204 },
]
