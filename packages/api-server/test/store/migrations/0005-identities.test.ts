import { expect, test } from 'vitest'
import { openTimesheetService } from '../../../src/services/index.ts'
import { openDatabase } from '../../../src/store/open.ts'
import { person } from '../../support/callers.ts'
import { engineNames, newDatabase } from '../../support/databases.ts'
import { rewindBefore } from '../../support/rewind.ts'

const scopes = ['create:timesheets', 'read:timesheets', 'manage:timesheets']
const named = (userId: string, subject = userId) => ({ ...person(userId, ...scopes), subject })
const boss = person('auth0|boss', 'approve:timesheets', 'approve:any')
const roster = {
  kind: 'employee',
  expectedHoursPerWeek: 40,
  activeFrom: '2026-01-01',
  timeZone: 'Etc/UTC',
} as const

test.each(engineNames)('on %s, who submitted a week is taken from the log', async (engineName) => {
  const { location, remove } = await newDatabase(engineName)
  const { service, close } = await openTimesheetService(location)
  const ann = named('ann@abc.example', 'auth0|1')
  const days = ['2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30']
  for (const date of days) await service.createEntry(ann, { date, project: 'P', hours: 1 })
  const act = (week: string, action: 'submit' | 'recall' | 'approve', caller = ann) =>
    service.actOnWeek(caller, { userId: ann.userId ?? '', week, action })
  await act('2026-W46', 'submit', named('ann@abc.example', 'old|1'))
  await act('2026-W46', 'recall')
  await act('2026-W46', 'submit')
  await act('2026-W47', 'submit')
  await act('2026-W47', 'approve', boss)
  await act('2026-W48', 'submit')
  await act('2026-W48', 'recall')
  await close()
  await rewindBefore('0005-identities', location)

  const engine = await openDatabase(location)
  const weeks = await engine.reader
    .selectFrom('weeks')
    .select(['week', 'submitted_by'])
    .orderBy('week')
    .execute()
  expect(weeks).toEqual([
    { week: '2026-W46', submitted_by: 'auth0|1' },
    { week: '2026-W47', submitted_by: 'auth0|1' },
    { week: '2026-W48', submitted_by: null },
    { week: '2026-W49', submitted_by: null },
  ])
  await engine.close()
  await remove()
})

test.each(engineNames)('on %s, addresses stored in other letters keep their spelling', async (engineName) => {
  const { location, remove } = await newDatabase(engineName)
  const { service, close } = await openTimesheetService(location)
  await service.putPerson(boss, 'Mira.Holm@abc.example', { ...roster, name: 'Mira' })
  await service.putPerson(boss, 'ann@abc.example', {
    ...roster,
    name: 'Ann',
    managerId: 'Mo@abc.example',
  })
  await service.putPerson(boss, 'auth0|BOB', { ...roster, name: 'Bob' })
  const log = (userId: string, date: string) =>
    service.createEntry(named(userId), { date, project: 'P', hours: 1 })
  await log('mira.holm@abc.example', '2026-11-23')
  await log('Ann@abc.example', '2026-11-23')
  await log('EVA@abc.example', '2026-11-23')
  await log('Eva@abc.example', '2026-11-23')
  await log('Eva@abc.example', '2026-11-16')
  await log('A\u030asa@abc.example', '2026-11-16')
  await close()
  await rewindBefore('0005-identities', location)

  const engine = await openDatabase(location)
  const spellings = await engine.reader.selectFrom('spellings').selectAll().orderBy('address').execute()
  expect(spellings).toEqual([
    { address: 'eva@abc.example', user_id: 'Eva@abc.example' },
    { address: 'mira.holm@abc.example', user_id: 'Mira.Holm@abc.example' },
    { address: 'mo@abc.example', user_id: 'Mo@abc.example' },
    { address: 'åsa@abc.example', user_id: 'A\u030asa@abc.example' },
  ])
  await engine.close()
  await remove()
})
