import { type EntryRecord, entryFromRecord } from 'timesheets-sdk/model'
import { expect, test } from 'vitest'
import { encodeEntries } from '../../../src/services/entries/entry-json.ts'
import type { ListedEntry } from '../../../src/store/timesheets/numbered-entries.ts'

const plain: EntryRecord = {
  id: '01936b2f-0000-7000-8000-000000000001',
  userId: 'auth0|5f7c8ec7',
  date: '2026-11-23',
  project: 'ACME-42',
  minutes: 450,
  note: null,
  billable: true,
  externalId: null,
  externalOwner: null,
  source: 'spa',
  createdAtMs: Date.parse('2026-11-23T17:02:11.123Z'),
  updatedAtMs: Date.parse('2026-11-23T17:02:11.123Z'),
  version: 1,
}

const odd = 'a "quoted" \\ line\nwith \u0000, \u2028, \ud800 and 漢字 🕰️ </script>'

const records: readonly (readonly [string, EntryRecord])[] = [
  ['one with nothing that may be absent', plain],
  ['one with everything', { ...plain, note: 'design review', externalId: 'crm-881', externalOwner: '' }],
  [
    'one that was changed',
    { ...plain, billable: false, updatedAtMs: plain.createdAtMs + 86_399_877, version: 12 },
  ],
  [
    'text that JSON escapes',
    { ...plain, userId: odd, project: odd, note: odd, externalId: odd, source: odd },
  ],
  ['empty texts', { ...plain, userId: '', project: '', note: '', externalId: '', source: '' }],
  ['minutes that are no round hours', { ...plain, minutes: 20 }],
  ['a minute', { ...plain, minutes: 1 }],
  ['a whole day', { ...plain, minutes: 1_440 }],
]

test.each(records)('%s is written as JSON.stringify would write the entry', (_name, record) => {
  expect(jsonOf([listed(record)])).toEqual([JSON.stringify(entryFromRecord(record, 'open'))])
})

test('what one entry shares with the one before it is right in both', () => {
  const twice = [...records, ...records].map(([, record]) => record)
  expect(jsonOf(twice.map(listed))).toEqual(
    twice.map((record) => JSON.stringify(entryFromRecord(record, 'open'))),
  )
})

test('numeric flags of SQLite are returned as booleans', () => {
  const flags = [1, 0].map((billable) => ({ ...listed(plain), billable }))
  expect(jsonOf(flags).map((json) => JSON.parse(json).billable)).toEqual([true, false])
})

function jsonOf(entries: readonly ListedEntry[]): string[] {
  const encoded = encodeEntries(entries)
  return entries.map((_, index) => encoded.slice(index, index + 1).bytes.toString())
}

function listed(record: EntryRecord) {
  return { ...record, status: 'open' as const }
}
