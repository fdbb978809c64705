import type { Entry } from '../../src/model/index.ts'

/** An entry as the API returns it. */
export function anEntry(differences: Partial<Entry> = {}): Entry {
  return {
    id: '01936b2f-0000-7000-8000-000000000001',
    userId: 'auth0|5f7c8ec7',
    date: '2026-11-23',
    project: 'ACME-42',
    hours: 7.5,
    billable: true,
    source: 'spa',
    status: 'open',
    createdAt: '2026-11-23T17:02:11.123Z',
    updatedAt: '2026-11-23T17:02:11.123Z',
    version: 1,
    ...differences,
  }
}
