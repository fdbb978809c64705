import { sql } from 'kysely'
import { hoursFiltersSchema } from 'timesheets-sdk/contract'
import { newPersonSchema, newProjectSchema } from 'timesheets-sdk/model'
import { expect, test } from 'vitest'
import { openTimesheetService } from '../../../src/services/index.ts'
import { openDatabase } from '../../../src/store/open.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, newDatabase } from '../../support/databases.ts'
import { rewindBefore } from '../../support/rewind.ts'

const keeper = person('auth0|kim', 'manage:timesheets')
const payroll = person('auth0|pay', 'approve:timesheets', 'approve:any')

test.each(engineNames)('on %s rates of before count on all days', async (engineName) => {
  const database = await newDatabase(engineName)
  const before = await openTimesheetService(database.location)
  const ann = { name: 'Ann', kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
  await before.service.putPerson(keeper, 'auth0|ann', newPersonSchema.parse(ann))
  await before.service.putProject(keeper, 'A', newProjectSchema.parse({ name: 'A' }))
  const entry = { userId: 'auth0|ann', date: '2026-05-04', project: 'A', hours: 0.5 }
  await before.service.pushEntries(machine(), [{ entry }], { dryRun: false })
  await before.close()
  const engine = await openDatabase(database.location)
  await engine.transaction(async (transaction) => {
    const rates = '{"currency":"EUR","employee":99.99}'
    await sql`update projects set rates = ${rates} where code = 'A'`.execute(transaction)
  })
  await engine.close()
  await rewindBefore('0012-rates', database.location)

  const { service, close } = await openTimesheetService(database.location)
  expect(await service.getProject(keeper, 'A')).toMatchObject({
    rates: { currency: 'EUR', employee: 99.99 },
    rateHistory: [{ from: '1900-01-01', currency: 'EUR', employee: 99.99 }],
  })
  const query = { from: '2026-05-01', to: '2026-05-31', groupBy: 'currency', status: 'any' }
  const { data } = await service.listHours(payroll, hoursFiltersSchema.parse(query), undefined, 10)
  expect(data).toMatchObject([{ currency: 'EUR', minutes: 30, amount: '50.00' }])
  await close()
  await database.remove()
})
