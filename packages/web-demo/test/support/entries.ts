import type { Entry } from 'timesheets-sdk/model'

let count = 0

/** An entry as the API returns it. */
export function anEntry(part: Partial<Entry> = {}): Entry {
  count += 1
  return {
    id: `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`,
    userId: 'auth0|ada',
    date: '2026-11-23',
    project: 'ACME',
    hours: 2,
    billable: true,
    source: 'spa',
    status: 'open',
    createdAt: '2026-11-23T09:00:00.000Z',
    updatedAt: '2026-11-23T09:00:00.000Z',
    version: 1,
    ...part,
  }
}
