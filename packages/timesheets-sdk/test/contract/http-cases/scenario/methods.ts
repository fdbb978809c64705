import type { ScenarioCase } from './case.ts'

/** Methods that a path does not have. */
export const methods: readonly ScenarioCase[] = [
  {
    operation: 'getMe',
    by: 'ann',
    method: 'PUT',
    status: 405,
    sent: { allow: 'GET, HEAD, OPTIONS' },
    expected: { code: 'method_not_allowed' },
  },
  {
    operation: 'updateEntry',
    by: 'ann',
    method: 'OPTIONS',
    status: 204,
    sent: { allow: 'GET, PATCH, DELETE, HEAD, OPTIONS' },
  },
]
