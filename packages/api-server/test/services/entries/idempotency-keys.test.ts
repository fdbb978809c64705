import { describe, expect, test } from 'vitest'
import { resultColumn } from '../../../src/store/schema.ts'
import { engineNames } from '../../support/databases.ts'
import { ana, ben, entry, problemOf, push, serviceTestBed } from './service-bed.ts'

describe.each(engineNames)('the timesheet service on %s', (engineName) => {
  const bed = serviceTestBed(engineName)

  describe('an idempotency key', () => {
    const key = { key: 'k', operation: 'createEntry', bodyDigest: 'one' }

    test('returns the result of the first request, and creates no second entry', async () => {
      const first = await bed.service.createEntry(ana, entry(), key)
      expect(await bed.service.createEntry(ana, entry(), key)).toEqual(first)
      expect(await bed.events()).toHaveLength(1)
    })

    test('is refused with another body', async () => {
      await bed.service.createEntry(ana, entry(), key)
      const again = bed.service.createEntry(ana, entry({ hours: 1 }), { ...key, bodyDigest: 'two' })
      expect(await problemOf(again)).toMatchObject({ status: 422, code: 'idempotency_key_reused' })
    })

    test('is refused while its request is running', async () => {
      const first = bed.service.createEntry(ana, entry(), key)
      expect(await problemOf(bed.service.createEntry(ana, entry(), key))).toMatchObject({
        status: 409,
        code: 'idempotency_key_in_use',
      })
      expect((await first).status).toBe(201)
    })

    test('belongs to its caller and operation', async () => {
      await bed.service.createEntry(ana, entry(), key)
      expect((await bed.service.createEntry(ben, entry(), key)).status).toBe(201)
      expect((await bed.service.createEntry(ana, entry(), { ...key, operation: 'other' })).status).toBe(201)
    })

    test('is forgotten after 24 hours', async () => {
      await bed.service.createEntry(ana, entry(), key)
      bed.pass(24 * 3_600_000)
      expect(
        (await bed.service.createEntry(ana, entry({ hours: 1 }), { ...key, bodyDigest: 'two' })).status,
      ).toBe(201)
    })

    test('is not kept for a request that was refused', async () => {
      await problemOf(bed.service.createEntry(ana, entry({ hours: 7.1 }), key))
      expect((await bed.service.createEntry(ana, entry(), { ...key, bodyDigest: 'two' })).status).toBe(201)
    })

    test('replays a large batch, whose result takes little space', async () => {
      const items = Array.from({ length: 200 }, (_, index) => ({
        entry: entry({ userId: `user ${index}`, externalId: `x${index}` }),
      }))
      const push200 = () => bed.service.pushEntries(push, items, { dryRun: false, idempotency: key })
      const first = await push200()
      expect(await push200()).toEqual(first)
      const [row] = await bed.engine.reader.selectFrom('idempotency_keys').selectAll().execute()
      expect(String(row?.[resultColumn]).length).toBeLessThan(JSON.stringify(first).length / 2)
    })

    test('replays a batch', async () => {
      const items = [{ entry: entry({ userId: 'a' }) }]
      const first = await bed.service.pushEntries(push, items, { dryRun: false, idempotency: key })
      const second = await bed.service.pushEntries(push, items, { dryRun: false, idempotency: key })
      expect(second).toEqual(first)
      expect(await bed.events()).toHaveLength(1)
    })
  })
})
