import { type EntryRecord, emptyWeek } from 'timesheets-sdk/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../src/store/engine.ts'
import { openDatabase } from '../../src/store/open.ts'
import { putEntries } from '../../src/store/timesheets/entries.ts'
import { listEntries } from '../../src/store/timesheets/listed-entries.ts'
import { listEntriesOfPeople } from '../../src/store/timesheets/listed-entries-of-people.ts'
import { lockWeeks, putWeeks } from '../../src/store/timesheets/weeks.ts'
import { engineNames, newDatabase, type TestDatabase } from '../support/databases.ts'

const day = '2026-11-23'
const week = '2026-W48'
const plain: Omit<EntryRecord, 'id'> = {
  userId: 'auth0|ana',
  date: day,
  project: 'ACME-42',
  minutes: 450,
  note: null,
  billable: true,
  externalId: null,
  externalOwner: null,
  source: 'spa',
  createdAtMs: 1_795_996_696_714,
  updatedAtMs: 1_795_996_696_714,
  version: 1,
}
const entries: EntryRecord[] = [
  {},
  { note: '', billable: false },
  { note: '=1+1', externalId: '=', externalOwner: '' },
  { note: 'a "quoted" \\ note\n\twith, 漢字 🕰️; \u2028 and \u007f', externalId: 'crm 881', externalOwner: '' },
  { minutes: 1, updatedAtMs: 1_795_996_700_000, version: 12, project: 'Été', source: 'm2m push@clients' },
  { date: '2999-12-31', userId: 'auth0|ben' },
  { date: '1900-01-01', userId: 'auth0|ben' },
].map((changes, index) => ({ ...plain, id: `01890000-0000-7000-8000-00000000000${index}`, ...changes }))

describe.each(engineNames)('listed entries on %s', (engineName) => {
  let database: TestDatabase
  let engine: Engine
  beforeAll(async () => {
    database = await newDatabase(engineName)
    engine = await openDatabase(database.location)
    await engine.transaction(async (transaction) => {
      const weeks = [
        { userId: 'auth0|ana', week },
        { userId: 'auth0|ben', week: '3000-W01' },
        { userId: 'auth0|ben', week: '1900-W01' },
      ]
      await lockWeeks(engine, transaction, weeks, new Set())
      await putWeeks(
        engine,
        transaction,
        weeks.map((one) => ({ ...emptyWeek(one.userId, one.week), status: 'submitted', version: 1 })),
      )
      await putEntries(engine, transaction, entries, 'insert')
    })
  })
  afterAll(async () => {
    await engine.close()
    await database.remove()
  })

  const listed = (of: readonly EntryRecord[]) =>
    of.map(({ externalOwner: _, ...entry }) => ({ ...entry, status: 'submitted' }))
  const withFlags = (found: readonly { readonly billable: boolean | number }[]) =>
    found.map((entry) => ({ ...entry, billable: Boolean(entry.billable) }))
  const of = (userId: string) => entries.filter((entry) => entry.userId === userId)

  test('are as they were stored, whatever their texts contain', async () => {
    const found = await listEntries(engine, { userId: 'auth0|ana' }, undefined, 100)
    expect(withFlags(found)).toEqual(listed(of('auth0|ana')))
  })

  test('of several people are as they were stored, from the first day to the last', async () => {
    const found = await listEntriesOfPeople(engine, ['auth0|ben', 'auth0|ana'], {}, 100)
    expect(withFlags(found)).toEqual(listed([...of('auth0|ben').toReversed(), ...of('auth0|ana')]))
  })

  test('of a person without any are none', async () => {
    expect(await listEntries(engine, { userId: 'auth0|ana', from: '2027-01-01' }, undefined, 100)).toEqual([])
    expect(await listEntries(engine, { userId: 'auth0|nobody' }, undefined, 100)).toEqual([])
  })
})
