import { describe, expect, test } from 'vitest'
import { engineNames } from '../../support/databases.ts'
import { ana, ben, entry, pageOf, problemOf, push, serviceTestBed } from './service-bed.ts'

describe.each(engineNames)('the timesheet service on %s', (engineName) => {
  const bed = serviceTestBed(engineName)

  describe('listing', () => {
    test('goes by date, then by age, one page after the other, and never skips what was there', async () => {
      for (const date of ['2026-11-24', '2026-11-20', '2026-11-23', '2026-11-20']) {
        await bed.service.createEntry(ana, entry({ date, hours: 1 }))
      }
      const first = pageOf(await bed.service.listEntries(ana, {}, undefined, 2))
      expect(first.data.map(({ date }) => date)).toEqual(['2026-11-20', '2026-11-20'])
      await bed.service.createEntry(ana, entry({ date: '2026-11-02', hours: 1 }))
      await bed.service.deleteEntry(ana, first.data[1]?.id ?? '', undefined)
      const second = pageOf(await bed.service.listEntries(ana, {}, first.data[1], 2))
      expect(second.data.map(({ date }) => date)).toEqual(['2026-11-23', '2026-11-24'])
      expect(second.nextCursor).toBeNull()
    })

    test('filters by dates, project and the status of the week', async () => {
      await bed.service.createEntry(ana, entry({ date: '2026-11-09', project: 'A' }))
      await bed.service.createEntry(ana, entry({ date: '2026-11-16', project: 'B' }))
      await bed.service.createEntry(ana, entry({ date: '2026-11-23', project: 'A' }))
      await bed.setStatus('auth0|ana', '2026-11-16', 'submitted')
      const dates = async (filters: object) =>
        pageOf(await bed.service.listEntries(ana, filters, undefined, 10)).data.map(({ date }) => date)
      expect(await dates({ from: '2026-11-16' })).toEqual(['2026-11-16', '2026-11-23'])
      expect(await dates({ to: '2026-11-16' })).toEqual(['2026-11-09', '2026-11-16'])
      expect(await dates({ project: 'A' })).toEqual(['2026-11-09', '2026-11-23'])
      expect(await dates({ status: 'submitted' })).toEqual(['2026-11-16'])
      expect(await dates({ project: 'A', from: '2026-11-10', status: 'open' })).toEqual(['2026-11-23'])
    })

    test('streams all of them', async () => {
      const items = Array.from({ length: 1_000 }, (_, index) => ({
        entry: entry({
          userId: 'a',
          hours: 0.25,
          date: `2026-${(index % 9) + 1}`.replace(/-(\d)$/, '-0$1-10'),
        }),
      }))
      await bed.service.pushEntries(push, items.slice(0, 800), { dryRun: false })
      const ids = new Set<string>()
      for await (const page of await bed.service.streamEntries(push, { userId: 'a' })) {
        for (const { id } of page) ids.add(id)
      }
      expect(ids.size).toBe(800)
    })

    test('for a person whom the caller may not see gets the same result as for an unknown one', async () => {
      await bed.service.createEntry(ana, entry())
      const other = await problemOf(bed.service.listEntries(ben, { userId: 'auth0|ana' }, undefined, 10))
      const nobody = await problemOf(bed.service.listEntries(ben, { userId: 'auth0|nobody' }, undefined, 10))
      expect(other).toMatchObject({ status: 404 })
      expect(other).toEqual(nobody)
    })

    test('by a machine needs a person', async () => {
      expect(await problemOf(bed.service.listEntries(push, {}, undefined, 10))).toMatchObject({
        status: 422,
        code: 'user_id_required',
      })
    })
  })
})
