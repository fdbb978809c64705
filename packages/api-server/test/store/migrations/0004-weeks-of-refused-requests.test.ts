import { emptyWeek } from 'timesheets-sdk/model'
import { expect, test } from 'vitest'
import { openTimesheetService } from '../../../src/services/index.ts'
import { openDatabase } from '../../../src/store/open.ts'
import { lockWeeks } from '../../../src/store/timesheets/weeks.ts'
import { person } from '../../support/callers.ts'
import { engineNames, newDatabase, type TestDatabase } from '../../support/databases.ts'
import { rewindBefore } from '../../support/rewind.ts'

const ann = person('auth0|ann', 'create:timesheets')
const boss = person('auth0|boss', 'approve:timesheets', 'approve:any')
const left = [
  emptyWeek('auth0|ann', '0000-W01'),
  emptyWeek('auth0|ann', '2026-W40'),
  emptyWeek('auth0|bob', '9999-W52'),
]

async function listed({ location }: TestDatabase): Promise<string[] | 'failed'> {
  const { service, close } = await openTimesheetService(location)
  try {
    const { data } = await service.listWeeks(boss, { everyone: 'true' }, undefined, 100)
    return data.map(({ userId, week }) => `${userId} ${week}`)
  } catch {
    return 'failed'
  } finally {
    await close()
  }
}

/** Leaves behind what rejected requests did, and has the migration run again. */
async function spoil({ location }: TestDatabase): Promise<void> {
  const engine = await openDatabase(location)
  await engine.transaction(async (transaction) => {
    await lockWeeks(engine, transaction, left, new Set())
    const reminder = {
      channel: 'mail',
      status: 'sent',
      asked_by: 'boss',
      request_key: null,
      at_ms: 1,
    } as const
    const claim_id = '01a20d67-ffa8-71d5-8990-000000000000'
    for (const week of ['2026-W47', '9999-W50']) {
      const row = { user_id: 'auth0|ann', week, claim_id, ...reminder }
      await engine.putRows(transaction, 'reminders', [row], 'insert')
    }
  })
  await engine.close()
}

test.each(engineNames)(
  'on %s, a store in which rejected requests left weeks behind is repaired',
  async (name) => {
    const database = await newDatabase(name)
    const { service, close } = await openTimesheetService(database.location)
    await service.createEntry(ann, { date: '2026-11-23', project: 'P', hours: 1 })
    await close()
    const logged = ['auth0|ann 2026-W48']

    await spoil(database)
    expect(await listed(database)).not.toEqual(logged)
    await rewindBefore('0004-weeks-of-refused-requests', database.location)
    expect(await listed(database)).toEqual(logged)

    const engine = await openDatabase(database.location)
    const reminders = await engine.reader.selectFrom('reminders').select('week').execute()
    expect(reminders).toEqual([{ week: '2026-W47' }])
    await engine.close()
    await database.remove()
  },
)
