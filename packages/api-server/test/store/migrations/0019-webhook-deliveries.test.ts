import { expect, test } from 'vitest'
import { openTimesheetService } from '../../../src/services/index.ts'
import { person } from '../../support/callers.ts'
import { engineNames, newDatabase } from '../../support/databases.ts'
import { rewindBefore } from '../../support/rewind.ts'

const keeper = person('boss', 'read:timesheets', 'manage:timesheets', 'approve:timesheets', 'approve:any')
const webhook = { url: 'https://hooks.abc.example/', events: ['week.*' as const] }
const webhookSender = {
  faultIn: () => undefined,
  send: async () => ({ delivered: true, status: 204 }) as const,
  close: () => {},
}

test.each(engineNames)('on %s webhooks of before have an empty history, which begins', async (engineName) => {
  const database = await newDatabase(engineName)
  const before = await openTimesheetService(database.location)
  const { id } = await before.service.createWebhook(keeper, webhook, undefined)
  await before.close()
  await rewindBefore('0019-webhook-deliveries', database.location)

  const { service, close } = await openTimesheetService({ ...database.location, webhookSender })
  const history = async () => (await service.listWebhookDeliveries(keeper, id, undefined, 10)).data
  expect(await history()).toEqual([])
  await service.testWebhook(keeper, id)
  expect(await history()).toMatchObject([{ sequence: null, type: 'webhook.test', delivered: true }])
  await close()
  await database.remove()
})
