import { Client } from 'pg'
import { expect, test } from 'vitest'
import { type OpenTimesheetService, openTimesheetService } from '../../src/services/index.ts'
import { machine } from '../support/callers.ts'
import { newDatabase } from '../support/databases.ts'

test.each([
  ['datestyle', `'German, DMY'`],
  ['datestyle', `'SQL, MDY'`],
  ['timezone', `'Asia/Tokyo'`],
  ['standard_conforming_strings', 'off'],
  ['extra_float_digits', '-15'],
  ['default_transaction_isolation', 'serializable'],
])('entries are the same where a database of PostgreSQL has %s set to %s', async (name, value) => {
  const database = await newDatabase('postgres')
  const { databaseUrl } = database.location as { readonly databaseUrl: string }
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`alter database "${new URL(databaseUrl).pathname.slice(1)}" set ${name} = ${value}`)
  await client.end()
  const open: OpenTimesheetService = await openTimesheetService(database.location)
  const { service } = open
  const entry = { userId: 'auth0|ana', date: '2026-11-03', project: 'ACME', hours: 1.25, note: 'a \\n' }
  const { id } = (await service.createEntry(machine(), entry)).entry
  const found = await service.getEntry(machine(), id)
  expect(found).toMatchObject(entry)
  const page = await service.listEntries(
    machine(),
    { userId: entry.userId, from: '2026-11-03' },
    undefined,
    10,
  )
  expect(JSON.parse(page.json.toString()).data).toEqual([found])
  expect(await service.updateEntry(machine(), id, { date: '2026-11-04' }, undefined)).toMatchObject({
    ...entry,
    date: '2026-11-04',
  })
  await open.close()
  await database.remove()
})
