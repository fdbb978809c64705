import { expect, test } from 'vitest'
import { ImportTotals, noPeople } from '../../src/import/index.ts'
import { clockify, people, rowsOf, toggl } from './support/exports.ts'
import { ownRows } from './support/own.ts'

test('the sums tell the hours of the file from those that are stored, rounded and rejected, by person', async () => {
  const directory = await people('userId,email\nauth0|maria,maria@abc.example\nauth0|li,li@abc.example\n')
  const content = toggl(
    { Duration: '01:07:30', 'Start time': '08:00:00' },
    { Duration: '00:05:00', 'Start time': '09:30:00' },
    { Duration: '02:00:00', Email: 'li@abc.example' },
    { Duration: '03:00:00', Email: 'noor@x.example', User: 'Noor' },
    { Duration: 'soon', 'Start time': '12:00:00', 'End date': '' },
  )
  const totals = new ImportTotals()
  const reading = { people: directory, incrementMinutes: 15, rounding: 'nearest' } as const
  for (const row of await rowsOf(content, reading)) totals.add(row)
  expect(totals.all).toEqual({
    rows: 5,
    seconds: 6 * 3_600 + 12.5 * 60,
    entries: 2,
    minutes: 75 + 120,
    roundingSeconds: 450,
    rejectedSeconds: 3 * 3_600 + 5 * 60,
  })
  expect(totals.people.map(({ person, rows, minutes }) => [person, rows, minutes])).toEqual([
    ['Noor <noor@x.example>', 1, 0],
    ['auth0|li', 1, 120],
    ['auth0|maria', 3, 75],
  ])
})

test('rows that are not work are in the hours of the file, and rejected', async () => {
  const [header = '', row = ''] = clockify({}).split('\n')
  const totals = new ImportTotals()
  for (const one of await rowsOf(`${header},Type\n${row},Regular\n${row},Holiday\n`)) totals.add(one)
  expect(totals.all).toMatchObject({ seconds: 10_800, minutes: 90, rejectedSeconds: 5_400 })
})

test('hours of our own files that are not whole minutes count as rejected', async () => {
  const totals = new ImportTotals()
  const rows = await ownRows('userId,date,project,hours\nm,2026-11-24,A,0.3333\nm,2026-11-24,A,0.333\n', {
    people: noPeople,
  })
  for (const row of rows) totals.add(row)
  expect(totals.all).toMatchObject({ rows: 2, entries: 1, minutes: 20, rejectedSeconds: 1_199 })
})
