/** An entry as the API returns it. */
export const entryOfMaria = {
  id: '0199b8f0-0000-7000-8000-000000000000',
  userId: 'maria',
  date: '2026-11-12',
  project: 'A',
  hours: 1,
  billable: true,
  source: 'spa',
  status: 'open',
  createdAt: '2026-11-24T12:00:00.000Z',
  updatedAt: '2026-11-24T12:00:00.000Z',
  version: 1,
} as const
