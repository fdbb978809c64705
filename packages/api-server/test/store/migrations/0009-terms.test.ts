import { hoursFiltersSchema } from 'timesheets-sdk/contract'
import { newPersonSchema } from 'timesheets-sdk/model'
import { expect, test } from 'vitest'
import { openTimesheetService } from '../../../src/services/index.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, newDatabase } from '../../support/databases.ts'
import { rewindBefore } from '../../support/rewind.ts'

const keeper = person('auth0|kim', 'manage:timesheets')
const payroll = { ...machine('payroll'), scopes: new Set(['approve:timesheets']) }

test.each(engineNames)(
  'on %s people and weeks of before keep what reports said of them',
  async (engineName) => {
    const database = await newDatabase(engineName)
    const before = await openTimesheetService(database.location)
    const content = newPersonSchema.parse({
      name: 'Ann',
      kind: 'contractor',
      managerId: 'auth0|mia',
      expectedHoursPerWeek: 32,
      activeFrom: '2026-06-01',
    })
    await before.service.putPerson(keeper, 'auth0|ann', content)
    // Before the first day, too: reports had a kind for it.
    const entry = { userId: 'auth0|ann', date: '2026-05-04', project: 'ACME-42', hours: 8 }
    await before.service.pushEntries(machine(), [{ entry }], { dryRun: false })
    await before.close()
    await rewindBefore('0009-terms', database.location)

    const { service, close } = await openTimesheetService(database.location)
    const query = { from: '2026-05-01', to: '2026-05-31', groupBy: 'person,kind', status: 'any' }
    const { data } = await service.listHours(payroll, hoursFiltersSchema.parse(query), undefined, 10)
    expect(data).toMatchObject([{ userId: 'auth0|ann', name: 'Ann', kind: 'contractor', hours: 8 }])
    expect(await service.getPerson(keeper, 'auth0|ann')).toMatchObject({
      kind: 'contractor',
      managerId: 'auth0|mia',
      expectedHoursPerWeek: 32,
      terms: [{ from: '1900-01-01', kind: 'contractor', expectedHoursPerWeek: 32 }],
    })
    expect(await service.getWeek(payroll, 'auth0|ann', '2026-W40')).toMatchObject({ expectedHours: 32 })
    await close()
    await database.remove()
  },
)
