import process from 'node:process'
import { openTimesheetService } from '../../src/services/index.ts'
import { createWebhookSender, startDeliveries } from '../../src/webhooks/index.ts'
import { person } from './callers.ts'

/**
 * A process that logs time and delivers to webhooks, for tests that kill it. Its clock is ahead by so much,
 * so that it need not wait for the lease of one that was killed.
 */
const [location = '{}', name = '', count = '0', aheadMs = '0'] = process.argv.slice(2)
const webhookSender = createWebhookSender({ allowPrivate: true })
const open = await openTimesheetService({ ...JSON.parse(location), webhookSender })
const now = () => Date.now() + Number(aheadMs)
const deliveries = startDeliveries({ engine: open.database, sender: webhookSender, pollEveryMs: 20, now })
open.onCommit(deliveries.wake)
for (let index = 0; index < Number(count); index++) {
  const entry = { date: '2026-11-23', project: 'P', hours: 0.25, billable: true }
  await open.service.createEntry(person(`${name}-${index}`), entry)
}
process.send?.('written')
process.on('disconnect', () => process.exit())
