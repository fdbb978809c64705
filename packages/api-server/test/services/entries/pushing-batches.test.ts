import type { ParsedEntry, ParsedPush } from 'timesheets-sdk/model'
import { describe, expect, test } from 'vitest'
import { machine } from '../../support/callers.ts'
import { engineNames } from '../../support/databases.ts'
import { ana, ben, entry, pageOf, push, serviceTestBed } from './service-bed.ts'

describe.each(engineNames)('the timesheet service on %s', (engineName) => {
  const bed = serviceTestBed(engineName)

  describe('pushing a batch', () => {
    const items = ['a', 'b', 'c'].map((userId) => ({ entry: entry({ userId, externalId: `of-${userId}` }) }))

    describe('with ids', () => {
      const pushed = async (caller: typeof push, ...entries: readonly ParsedPush[]) => {
        const { results } = await bed.service.pushEntries(
          caller,
          entries.map((one) => ({ entry: one })),
          { dryRun: false },
        )
        return results.map(({ status, problem }) => problem?.code ?? status)
      }
      const made = async (caller: typeof push, more: Partial<ParsedEntry> = {}) =>
        (await bed.service.createEntry(caller, entry(more))).entry

      test('changes the entries that have them, whichever client made them, and only what is said', async () => {
        const { id } = await made(ana, { note: 'typo', billable: false })
        const other = machine('m2m-other')
        const { billable: _, ...corrected } = entry({ userId: 'auth0|ana', hours: 6 })
        expect(await pushed(other, { ...corrected, id })).toEqual(['updated'])
        expect(await bed.service.getEntry(push, id)).toMatchObject({
          hours: 6,
          billable: false,
          source: ana.clientId,
          version: 2,
        })
        expect(await pushed(ana, { ...corrected, id }, { ...corrected, id })).toEqual([
          'unchanged',
          'unchanged',
        ])
        expect(await bed.service.getEntry(push, id)).not.toHaveProperty('note')
        const { data } = pageOf(await bed.service.listEntries(push, { userId: 'auth0|ana' }, undefined, 10))
        expect(data).toHaveLength(1)
      })

      test('moves an entry to another week, and counts it there', async () => {
        const { id } = await made(ana)
        expect(await pushed(push, { ...entry({ date: '2026-11-16' }), userId: 'auth0|ana', id })).toEqual([
          'updated',
        ])
        expect((await bed.service.getWeek(ana, 'auth0|ana', '2026-W47')).totalHours).toBe(7.5)
        expect((await bed.service.getWeek(ana, 'auth0|ana', '2026-W48')).totalHours).toBe(0)
      })

      test('rejects each item that can not be that entry, with the reason, and takes the others', async () => {
        const { id } = await made(ana)
        const named = await made(ana, { externalId: 'crm-1' })
        const unknown = '0199b8f0-0000-7000-8000-000000000000'
        const mine = { ...entry(), userId: 'auth0|ana' }
        expect(
          await pushed(
            push,
            { ...mine, id: unknown },
            { ...mine, id, userId: 'auth0|ben' },
            { ...mine, id: named.id, externalId: 'crm-2' },
            { ...mine, date: '2026-11-24' },
          ),
        ).toEqual(['not_found', 'entry_of_another_person', 'external_id_differs', 'created'])
        // Entries of others do not exist.
        expect(await pushed(ben, { ...entry(), id })).toEqual(['not_found'])
        await bed.setStatus('auth0|ana', '2026-11-23', 'approved')
        expect(await pushed(push, { ...mine, id, hours: 1 }, { ...mine, id: named.id })).toEqual([
          'week_locked',
          'unchanged',
        ])
        expect(await bed.service.getEntry(push, id)).toMatchObject({ hours: 7.5, version: 1 })
      })

      test('says of an item that it replaces what an earlier one of the batch said', async () => {
        const { id } = await made(ana)
        const one = { ...entry(), userId: 'auth0|ana', id }
        const items = [one, { ...one, hours: 2 }, { ...one, hours: 2 }].map((item) => ({ entry: item }))
        const { results } = await bed.service.pushEntries(push, items, { dryRun: false })
        expect(results).toEqual([
          { index: 0, status: 'unchanged', id },
          {
            index: 1,
            status: 'updated',
            id,
            version: 2,
            warnings: [expect.objectContaining({ code: 'replaces_earlier_item' })],
          },
          { index: 2, status: 'unchanged', id },
        ])
      })
    })

    test('changes nothing the second time', async () => {
      const first = await bed.service.pushEntries(push, items, { dryRun: false })
      expect(first).toMatchObject({ created: 3, updated: 0, unchanged: 0, rejected: 0 })
      const second = await bed.service.pushEntries(push, items, { dryRun: false })
      expect(second).toMatchObject({ created: 0, updated: 0, unchanged: 3, rejected: 0 })
      expect(second.results.map(({ id }) => id)).toEqual(first.results.map(({ id }) => id))
      expect(await bed.events()).toHaveLength(3)
    })

    test('changes what was corrected, and moves it between days', async () => {
      const first = await bed.service.pushEntries(push, items, { dryRun: false })
      const corrected = [{ entry: entry({ userId: 'a', externalId: 'of-a', hours: 2, date: '2026-11-16' }) }]
      expect(await bed.service.pushEntries(push, corrected, { dryRun: false })).toMatchObject({ updated: 1 })
      expect(await bed.service.getEntry(push, first.results[0]?.id ?? '')).toMatchObject({
        hours: 2,
        date: '2026-11-16',
        version: 2,
      })
    })

    test('stores the good ones, whatever becomes of the others', async () => {
      const malformed = {
        problem: { type: 'about:blank', title: 't', status: 422, detail: 'd', code: 'wrong_type' },
      }
      const mixed = [
        items[0],
        malformed,
        { entry: entry({ userId: 'a', hours: 17 }) },
        { entry: entry() },
        items[1],
      ]
      const result = await bed.service.pushEntries(push, mixed as typeof items, { dryRun: false })
      expect(result).toMatchObject({ created: 2, rejected: 3 })
      expect(result.results.map(({ problem }) => problem?.code)).toEqual([
        undefined,
        'wrong_type',
        'day_over_maximum',
        'user_id_required',
        undefined,
      ])
    })

    test('lets a later line correct an earlier one', async () => {
      const lines = [1, 2, 2].map((hours) => ({ entry: entry({ userId: 'a', externalId: 'x', hours }) }))
      const result = await bed.service.pushEntries(push, lines, { dryRun: false })
      expect(result.results.map(({ status }) => status)).toEqual(['created', 'updated', 'unchanged'])
      expect(result.results[1]?.warnings?.map(({ message }) => message)).toEqual([
        'item 0 of this batch is the same entry: this item replaces it',
      ])
      const { data } = pageOf(await bed.service.listEntries(push, { userId: 'a' }, undefined, 10))
      expect(data).toMatchObject([{ hours: 2, version: 2 }])
      expect((await bed.events()).map(({ action }) => action)).toEqual(['entry.created', 'entry.updated'])
    })

    test('does not move an entry to another person', async () => {
      await bed.service.pushEntries(push, items, { dryRun: false })
      const moved = [{ entry: entry({ userId: 'b', externalId: 'of-a' }) }]
      expect(
        (await bed.service.pushEntries(push, moved, { dryRun: false })).results[0]?.problem,
      ).toMatchObject({
        code: 'external_id_of_another_person',
      })
    })

    test('as a dry run says the same and stores nothing', async () => {
      const rehearsed = await bed.service.pushEntries(push, items, { dryRun: true })
      expect(rehearsed).toMatchObject({ created: 3 })
      expect(await bed.events()).toEqual([])
      expect(await bed.service.pushEntries(push, items, { dryRun: false })).toMatchObject({ created: 3 })
    })

    test('makes a new entry where the one with the externalId was deleted', async () => {
      const first = await bed.service.pushEntries(push, items, { dryRun: false })
      await bed.service.deleteEntry(push, first.results[0]?.id ?? '', undefined)
      expect(await bed.service.pushEntries(push, items, { dryRun: false })).toMatchObject({
        created: 1,
        unchanged: 2,
      })
    })
  })
})
