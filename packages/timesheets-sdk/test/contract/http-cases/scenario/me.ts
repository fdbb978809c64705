import type { ScenarioCase } from './case.ts'

/** The caller: newcomers and calendar feeds. */
export const me: readonly ScenarioCase[] = [
  {
    operation: 'getMe',
    by: 'pat',
    status: 200,
    expected: { userId: 'auth0|pat', isMachine: false, person: null },
  },
  {
    operation: 'getMe',
    by: 'machine',
    status: 200,
    expected: { userId: null, isMachine: true, person: null },
  },
  {
    operation: 'listNewcomers',
    by: 'kim',
    status: 200,
    expected: { data: [{ userId: 'auth0|pat', email: null, client: 'spa' }], nextCursor: null },
  },
  { operation: 'deleteNewcomer', by: 'kim', params: { userId: 'auth0|pat' }, status: 204 },
  {
    operation: 'createFeed',
    by: 'ann',
    params: { userId: 'me' },
    status: 201,
    expected: { userId: 'auth0|ann' },
  },
  {
    operation: 'getFeed',
    by: 'ann',
    status: 200,
    sent: { etag: 'W/"…"' },
    expected: { userId: 'auth0|ann' },
  },
  { operation: 'createFeed', by: 'ann', json: {}, status: 201 },
  { operation: 'deleteFeed', by: 'kim', status: 204 },
  { operation: 'createFeed', by: 'ann', status: 201 },
  { operation: 'deleteFeed', by: 'ann', params: { userId: 'me' }, status: 204 },
  { operation: 'getFeed', by: 'ann', status: 404, expected: { code: 'not_found' } },
]
