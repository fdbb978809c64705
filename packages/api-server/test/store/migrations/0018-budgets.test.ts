import { newProjectSchema } from 'timesheets-sdk/model'
import { expect, test } from 'vitest'
import { openTimesheetService } from '../../../src/services/index.ts'
import { person } from '../../support/callers.ts'
import { engineNames, newDatabase } from '../../support/databases.ts'
import { rewindBefore } from '../../support/rewind.ts'

const keeper = person('auth0|kim', 'manage:timesheets')

test.each(engineNames)('on %s projects of before have no budget, and can get one', async (engineName) => {
  const database = await newDatabase(engineName)
  const before = await openTimesheetService(database.location)
  await before.service.putProject(keeper, 'A', newProjectSchema.parse({ name: 'A' }))
  await before.close()
  await rewindBefore('0018-budgets', database.location)

  const { service, close } = await openTimesheetService(database.location)
  expect(await service.getProject(keeper, 'A')).not.toHaveProperty('budgetHours')
  await service.putProject(keeper, 'A', newProjectSchema.parse({ name: 'A', budgetHours: 62.5 }))
  expect(await service.getProject(keeper, 'A')).toMatchObject({ budgetHours: 62.5 })
  await close()
  await database.remove()
})
