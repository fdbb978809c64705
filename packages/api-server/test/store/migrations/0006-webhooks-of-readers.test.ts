import { expect, test } from 'vitest'
import { openTimesheetService } from '../../../src/services/index.ts'
import { person } from '../../support/callers.ts'
import { engineNames, newDatabase } from '../../support/databases.ts'
import { rewindBefore } from '../../support/rewind.ts'

const boss = person('boss', 'read:timesheets', 'manage:timesheets', 'approve:timesheets', 'approve:any')
const keeper = person('keeper', 'read:timesheets', 'manage:timesheets')
const ann = person('ann', 'create:timesheets')

test.each(engineNames)(
  'on %s, webhooks from before wait for somebody who may read what they are told',
  async (name) => {
    const { location, remove } = await newDatabase(name)
    const before = await openTimesheetService(location)
    const wanted = { url: 'https://hooks.abc.example/', events: ['entry.*' as const] }
    const { id, deliveredThrough } = await before.service.createWebhook(boss, wanted, undefined)
    await before.service.createEntry(ann, { date: '2026-11-23', project: 'P', hours: 1 })
    await before.close()
    await rewindBefore('0006-webhooks-of-readers', location)

    const { service, close } = await openTimesheetService(location)
    expect(await service.getWebhook(keeper, id)).toMatchObject({ status: 'paused', deliveredThrough })
    await expect(service.updateWebhook(keeper, id, { status: 'active' })).rejects.toMatchObject({
      problem: { code: 'insufficient_scope' },
    })
    const resumed = await service.updateWebhook(boss, id, { status: 'active' })
    expect(resumed).toMatchObject({ status: 'active', deliveredThrough })
    await close()
    await remove()
  },
)
