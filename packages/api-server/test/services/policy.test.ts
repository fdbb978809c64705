import { describe, expect, test } from 'vitest'
import { person } from '../support/callers.ts'
import { engineNames } from '../support/databases.ts'
import { ana, entry, problemOf, serviceTestBed } from './entries/service-bed.ts'

describe.each(engineNames)('the timesheet service on %s', (engineName) => {
  const bed = serviceTestBed(engineName)

  describe('the policy', () => {
    const keeper = person('auth0|keeper', 'manage:timesheets')

    test('rules the next write, and its change is logged', async () => {
      await bed.service.updatePolicy(keeper, { lockedThrough: '2026-11-22', incrementMinutes: 6 })
      expect(await bed.service.policy()).toMatchObject({ lockedThrough: '2026-11-22', incrementMinutes: 6 })
      expect(await problemOf(bed.service.createEntry(ana, entry({ date: '2026-11-22' })))).toMatchObject({
        status: 409,
        code: 'period_locked',
      })
      expect((await bed.service.createEntry(ana, entry({ hours: 0.1 }))).status).toBe(201)
      const [event] = await bed.events()
      expect(event).toMatchObject({ action: 'policy.updated', actor: 'auth0|keeper' })
    })

    test('is not written where nothing changes', async () => {
      await bed.service.updatePolicy(keeper, { incrementMinutes: 15 })
      expect(await bed.events()).toEqual([])
    })
  })
})
