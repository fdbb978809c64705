import { describe, expect, test } from 'vitest'
import { decodePayloads } from '../../../src/store/events/payloads.ts'
import { person } from '../../support/callers.ts'
import { engineNames } from '../../support/databases.ts'
import { ana, ben, entry, problemOf, serviceTestBed } from './service-bed.ts'

describe.each(engineNames)('the timesheet service on %s', (engineName) => {
  const bed = serviceTestBed(engineName)

  describe('changing and deleting', () => {
    test('returns the new state of the entry, and logs the old one', async () => {
      const { entry: made } = await bed.service.createEntry(ana, entry({ note: 'x' }))
      bed.pass(1_000)
      const changed = await bed.service.updateEntry(ana, made.id, { hours: 2, note: null }, undefined)
      expect(changed).toMatchObject({ hours: 2, version: 2, updatedAt: '2026-11-24T12:00:01.000Z' })
      expect(changed).not.toHaveProperty('note')
      const [, event] = await bed.events()
      expect(event && decodePayloads(event)).toEqual({ before: made, after: changed })
    })

    test('leaves version and log alone where nothing changes', async () => {
      const { entry: made } = await bed.service.createEntry(ana, entry())
      expect(await bed.service.updateEntry(ana, made.id, { hours: 7.5 }, undefined)).toEqual(made)
      expect(await bed.service.updateEntry(ana, made.id, {}, undefined)).toEqual(made)
      expect(await bed.events()).toHaveLength(1)
    })

    test('honours If-Match', async () => {
      const { entry: made } = await bed.service.createEntry(ana, entry())
      expect(await bed.service.updateEntry(ana, made.id, { hours: 2 }, '"1-open"')).toMatchObject({
        version: 2,
      })
      for (const stale of ['"1-open"', 'W/"1-open"', 'nonsense', '']) {
        const problem = await problemOf(bed.service.updateEntry(ana, made.id, { hours: 3 }, stale))
        expect(problem).toMatchObject({ status: 412, code: 'precondition_failed' })
      }
      await bed.service.deleteEntry(ana, made.id, '*')
    })

    test('of two changes with the same If-Match at once, takes one', async () => {
      const { entry: made } = await bed.service.createEntry(ana, entry())
      const outcomes = await Promise.allSettled(
        [1, 2].map((hours) => bed.service.updateEntry(ana, made.id, { hours }, '"1-open"')),
      )
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })

    test('deletes, with its event, once', async () => {
      const { entry: made } = await bed.service.createEntry(ana, entry())
      await bed.service.deleteEntry(ana, made.id, undefined)
      expect(await problemOf(bed.service.getEntry(ana, made.id))).toMatchObject({ status: 404 })
      expect(await problemOf(bed.service.deleteEntry(ana, made.id, undefined))).toMatchObject({
        status: 404,
      })
      const [, event] = await bed.events()
      expect(event).toMatchObject({ action: 'entry.deleted', after: null })
    })

    test("does not know another person's entry", async () => {
      const { entry: made } = await bed.service.createEntry(ana, entry())
      const none = '01a20d60-5451-75a1-ba5d-83f3ca68c299'
      for (const attempt of [
        (id: string) => bed.service.getEntry(ben, id),
        (id: string) => bed.service.updateEntry(ben, id, { hours: 1 }, undefined),
        (id: string) => bed.service.deleteEntry(ben, id, undefined),
      ]) {
        expect(await problemOf(attempt(made.id))).toEqual(await problemOf(attempt(none)))
        expect(await problemOf(attempt(made.id))).toMatchObject({ status: 404 })
      }
    })

    test("lets an approver see another person's entry, not change it", async () => {
      const approver = person('auth0|boss', 'approve:timesheets')
      const { entry: made } = await bed.service.createEntry(ana, entry())
      expect(await bed.service.getEntry(approver, made.id)).toEqual(made)
      expect(
        await problemOf(bed.service.updateEntry(approver, made.id, { hours: 1 }, undefined)),
      ).toMatchObject({
        status: 403,
        code: 'not_your_timesheet',
      })
    })
  })

  describe('a locked week', () => {
    test.each(['submitted', 'approved'] as const)('that is %s takes no write of any kind', async (status) => {
      const { entry: inside } = await bed.service.createEntry(ana, entry({ externalId: 'in' }))
      const { entry: outside } = await bed.service.createEntry(ana, entry({ date: '2026-11-16' }))
      await bed.setStatus('auth0|ana', '2026-11-23', status)
      for (const attempt of [
        bed.service.createEntry(ana, entry()),
        bed.service.updateEntry(ana, inside.id, { hours: 1 }, undefined),
        bed.service.updateEntry(ana, inside.id, { date: '2026-11-16' }, undefined),
        bed.service.updateEntry(ana, outside.id, { date: '2026-11-23' }, undefined),
        bed.service.deleteEntry(ana, inside.id, undefined),
      ]) {
        expect(await problemOf(attempt)).toMatchObject({ status: 409, code: 'week_locked' })
      }
      const items = [{ entry: entry() }, { entry: entry({ externalId: 'in', hours: 1 }) }]
      const { results } = await bed.service.pushEntries(ana, items, { dryRun: false })
      expect(results.map(({ problem }) => problem?.code)).toEqual(['week_locked', 'week_locked'])
      expect(await bed.service.getEntry(ana, inside.id)).toEqual({ ...inside, status })
    })

    test('tells a pushed entry that is there already that it is unchanged', async () => {
      await bed.service.createEntry(ana, entry({ externalId: 'in' }))
      await bed.setStatus('auth0|ana', '2026-11-23', 'approved')
      const { results } = await bed.service.pushEntries(ana, [{ entry: entry({ externalId: 'in' }) }], {
        dryRun: false,
      })
      expect(results).toMatchObject([{ status: 'unchanged' }])
    })
  })
})
