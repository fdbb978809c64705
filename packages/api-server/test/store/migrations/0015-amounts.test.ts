import { createHash } from 'node:crypto'
import { periodCsvHeader, periodCsvLine } from 'timesheets-sdk/contract'
import { newPersonSchema, newProjectSchema, periodColumns } from 'timesheets-sdk/model'
import { expect, test } from 'vitest'
import { openTimesheetService, type TimesheetService } from '../../../src/services/index.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, newDatabase } from '../../support/databases.ts'
import { rewindBefore } from '../../support/rewind.ts'

const keeper = person('auth0|kim', 'manage:timesheets')
const payroll = person('auth0|pay', 'approve:timesheets', 'approve:any')
const ann = person('auth0|ann', 'create:timesheets')
const period = '2026-10'
const rates = { currency: 'EUR', employee: 99.99, from: '2026-10-01' }

async function file(service: TimesheetService, version: number): Promise<string> {
  const { closing, rows } = await service.streamPeriodLines(payroll, period, { version })
  let text = periodCsvHeader(closing.columns)
  for await (const page of rows) for (const line of page) text += periodCsvLine(line, closing.columns)
  expect(createHash('sha256').update(text).digest('hex')).toBe(closing.digest)
  return text
}

test.each(engineNames)('on %s files of closings of before keep their bytes', async (engineName) => {
  const database = await newDatabase(engineName)
  const location = { ...database.location, now: () => Date.parse('2026-11-02T12:00:00Z') }
  const before = await openTimesheetService(location)
  const content = { name: 'Ann', kind: 'employee', expectedHoursPerWeek: 0, activeFrom: '2026-01-01' }
  await before.service.putPerson(keeper, 'auth0|ann', newPersonSchema.parse(content))
  for (const date of ['2026-10-12', '2026-10-13']) {
    const entry = { userId: 'auth0|ann', date, project: 'A', hours: 0.5 }
    await before.service.pushEntries(machine(), [{ entry }], { dryRun: false })
  }
  const week = { userId: 'auth0|ann', week: '2026-W42' } as const
  await before.service.actOnWeek(ann, { ...week, action: 'submit' })
  await before.service.actOnWeek(payroll, { ...week, action: 'approve' })
  await before.service.closePeriod(keeper, period, { force: false })
  const text = await file(before.service, 1)
  await before.close()
  await rewindBefore('0015-amounts', database.location)

  const { service, close } = await openTimesheetService(location)
  const project = newProjectSchema.parse({ name: 'A', rates })
  await service.putProject(keeper, 'A', project, { correct: true })
  expect(await file(service, 1)).toBe(text)
  const { data } = await service.listPeriodLines(payroll, period, {}, undefined, 10)
  expect(data[0]).not.toHaveProperty('currency')
  expect((await service.getPeriod(keeper, period)).closings).toMatchObject([
    { columns: periodColumns, amounts: [] },
  ])

  // The next closing has amounts, and not every line differs because of that.
  await service.reopenPeriod(keeper, period, 'rates were missing')
  const { closings } = await service.closePeriod(keeper, period, { force: true, reason: 'rates' })
  expect(closings[0]?.amounts).toEqual([{ currency: 'EUR', minutes: 60, amount: '100.00' }])
  expect((await service.listPeriodChanges(payroll, period, {}, undefined, 10)).data).toEqual([])
  expect(await file(service, 1)).toBe(text)
  await file(service, 2)
  await close()
  await database.remove()
})
