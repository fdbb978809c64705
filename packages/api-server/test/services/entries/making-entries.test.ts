import { describe, expect, test } from 'vitest'
import { decodePayloads } from '../../../src/store/events/payloads.ts'
import { engineNames } from '../../support/databases.ts'
import { ana, ben, entry, now, problemOf, push, serviceTestBed } from './service-bed.ts'

describe.each(engineNames)('the timesheet service on %s', (engineName) => {
  const bed = serviceTestBed(engineName)

  describe('making an entry', () => {
    test('stores it for its owner, with its event', async () => {
      const { status, entry: made } = await bed.service.createEntry(ana, entry({ note: 'review' }))
      expect(status).toBe(201)
      expect(made).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        userId: 'auth0|ana',
        date: '2026-11-23',
        project: 'ACME-42',
        hours: 7.5,
        note: 'review',
        billable: true,
        source: 'spa',
        status: 'open',
        createdAt: '2026-11-24T12:00:00.000Z',
        updatedAt: '2026-11-24T12:00:00.000Z',
        version: 1,
      })
      expect(await bed.service.getEntry(ana, made.id)).toEqual(made)
      expect(await bed.service.getEntry(ana, made.id.toUpperCase())).toEqual(made)
      const [event, ...others] = await bed.events()
      expect(others).toEqual([])
      expect(event).toMatchObject({
        actor: 'auth0|ana',
        client: 'spa',
        action: 'entry.created',
        subject_id: made.id,
        user_id: 'auth0|ana',
        week: '2026-W48',
        before: null,
        time_ms: now,
      })
      expect(event && decodePayloads(event)).toEqual({ before: null, after: made })
    })

    test('returns the warning with the entry', async () => {
      for (const date of ['2026-11-23', '2026-11-24']) {
        await bed.service.createEntry(ana, entry({ date, hours: 24 }))
      }
      const { entry: made } = await bed.service.createEntry(ana, entry({ date: '2026-11-25', hours: 13 }))
      expect(made.warnings).toMatchObject([{ code: 'week_over_warning' }])
      expect(await bed.service.getEntry(ana, made.id)).not.toHaveProperty('warnings')
    })

    test('refuses what a rule forbids and stores nothing', async () => {
      expect(await problemOf(bed.service.createEntry(ana, entry({ hours: 7.1 })))).toMatchObject({
        status: 422,
        code: 'hours_off_increment',
      })
      expect(await bed.events()).toEqual([])
    })

    test('returns the stored entry for the same externalId and content, and rejects other content with its id', async () => {
      const first = await bed.service.createEntry(ana, entry({ externalId: 'x1' }))
      expect(await bed.service.createEntry(ana, entry({ externalId: 'x1' }))).toEqual({
        ...first,
        status: 200,
      })
      expect(
        await problemOf(bed.service.createEntry(ana, entry({ externalId: 'x1', hours: 1 }))),
      ).toMatchObject({
        status: 409,
        code: 'external_id_taken',
        id: first.entry.id,
      })
    })

    test('keeps the external ids of two people apart, and those of a machine together', async () => {
      expect((await bed.service.createEntry(ana, entry({ externalId: 'x' }))).status).toBe(201)
      expect((await bed.service.createEntry(ben, entry({ externalId: 'x' }))).status).toBe(201)
      expect((await bed.service.createEntry(push, entry({ externalId: 'x', userId: 'a' }))).status).toBe(201)
      expect(
        await problemOf(bed.service.createEntry(push, entry({ externalId: 'x', userId: 'b' }))),
      ).toMatchObject({ code: 'external_id_taken' })
    })

    test('of two that together pass the maximum of a day and arrive at once, takes one', async () => {
      const outcomes = await Promise.allSettled([
        bed.service.createEntry(ana, entry({ hours: 13 })),
        bed.service.createEntry(ana, entry({ hours: 13 })),
      ])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })
  })
})
