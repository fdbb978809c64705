import { newPersonSchema } from 'timesheets-sdk/model'
import { expect, test } from 'vitest'
import { openTimesheetService } from '../../../src/services/index.ts'
import { person } from '../../support/callers.ts'
import { engineNames, newDatabase } from '../../support/databases.ts'
import { rewindBefore } from '../../support/rewind.ts'

const keeper = person('auth0|kim', 'manage:timesheets')
const boss = person('auth0|mia', 'approve:timesheets', 'approve:any')

test.each(engineNames)('on %s terms of before have no calendar, and can get one', async (engineName) => {
  const database = await newDatabase(engineName)
  const before = await openTimesheetService(database.location)
  const ann = { name: 'Ann', kind: 'employee', expectedHoursPerWeek: 40, activeFrom: '2026-01-01' }
  await before.service.putPerson(keeper, 'auth0|ann', newPersonSchema.parse(ann))
  await before.close()
  await rewindBefore('0013-holidays', database.location)

  const { service, close } = await openTimesheetService(database.location)
  const calendar = { name: 'DE-BE', days: [{ date: '2026-05-01', name: 'Labour Day' }] }
  await service.updatePolicy(keeper, { holidayCalendars: [calendar] })
  expect(await service.getPerson(keeper, 'auth0|ann')).not.toHaveProperty('holidayCalendar')
  expect(await service.getWeek(boss, 'auth0|ann', '2026-W18')).toMatchObject({ expectedHours: 40 })
  const placed = newPersonSchema.parse({ ...ann, holidayCalendar: 'DE-BE', from: '2026-01-01' })
  await service.putPerson(keeper, 'auth0|ann', placed)
  expect(await service.getWeek(boss, 'auth0|ann', '2026-W18')).toMatchObject({ expectedHours: 32 })
  await close()
  await database.remove()
})
