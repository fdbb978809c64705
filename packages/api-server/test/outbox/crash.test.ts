import * as fc from 'fast-check'
import type { TimesheetsClient } from 'timesheets-sdk/client'
import { createOutbox, memoryStorage } from 'timesheets-sdk/outbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nowMs } from '../support/api.ts'
import { engineNames } from '../support/databases.ts'
import {
  ann,
  Killed,
  killedAfter,
  monday,
  outboxOf,
  type PhoneSystem,
  startPhones,
  storedBy,
} from './support.ts'

describe.each(engineNames)('on %s, a program that is killed while it sends', (engine) => {
  let phones: PhoneSystem
  let client: TimesheetsClient
  let people = 0
  let person: string
  beforeAll(async () => {
    phones = await startPhones({ engine })
  })
  afterAll(() => phones.close())

  /** Each trial has a person of its own, with no entries yet. */
  async function somebodyNew(): Promise<void> {
    person = `${ann}-${++people}`
    client = await phones.clientOf(person)
  }

  it('at any step, has each change take effect exactly once after its restart', async () => {
    let steps = 0
    for (let isKilled = true; isKilled; steps++) {
      await somebodyNew()
      const storage = memoryStorage()
      const edited = await client.entries.create({ date: monday, project: 'EDITED', hours: 1 })
      const deleted = await client.entries.create({ date: monday, project: 'DELETED', hours: 1 })
      const before = outboxOf(client, storage, person)
      await before.create({ date: monday, project: 'NEW', hours: 2 })
      await before.update(edited, { hours: 3, note: 'by phone' })
      await before.delete(deleted)
      await before.create({ date: monday, project: 'LAST', hours: 4 })
      isKilled = await isKilledWhileSending(steps, storage)
      const after = outboxOf(client, storage, person)
      const { left, refused, stoppedBy } = await after.send()
      expect({ left, refused, stoppedBy }, `killed at step ${steps}`).toEqual({ left: 0, refused: [] })
      expect(await storedBy(client), `killed at step ${steps}`).toEqual({
        NEW: '2 h, version 1',
        EDITED: '3 h, version 2',
        LAST: '4 h, version 1',
      })
      expect(await actionsOn(person)).toEqual([
        ...['entry.created', 'entry.created'],
        ...['entry.created', 'entry.updated', 'entry.deleted', 'entry.created'],
      ])
    }
    // Each of the four changes: marked, sent, settled, each with a moment before and one after.
    expect(steps).toBeGreaterThan(4 * 6)
  })

  it('any number of times, between any edits, loses nothing and does nothing twice', async () => {
    const project = fc.constantFrom('A', 'B', 'C')
    const hours = fc.integer({ min: 1, max: 8 })
    const action = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), project, hours }),
      fc.record({ kind: fc.constant('delete' as const), project }),
      fc.record({ kind: fc.constant('send' as const), steps: fc.integer({ min: 0, max: 24 }) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 12 }), async (actions) => {
        await somebodyNew()
        const storage = memoryStorage()
        const expected = new Map<string, number>()
        let creations = 0
        for (const step of actions) {
          const outbox = outboxOf(client, storage, person)
          if (step.kind === 'send') {
            await isKilledWhileSending(step.steps, storage)
            continue
          }
          const row = (await outbox.rows()).find((one) => one.project === step.project)
          const ref = row?.stored ?? { externalId: row?.key ?? '' }
          if (step.kind === 'put' && row !== undefined) await outbox.update(ref, { hours: step.hours })
          else if (step.kind === 'put') {
            await outbox.create({ date: monday, project: step.project, hours: step.hours })
            creations++
          } else if (row !== undefined) await outbox.delete(ref)
          if (step.kind === 'put') expected.set(step.project, step.hours)
          else expected.delete(step.project)
        }
        const { left, refused } = await outboxOf(client, storage, person).send()
        expect({ left, refused }).toEqual({ left: 0, refused: [] })
        const stored: [string, number][] = []
        for await (const entry of client.entries.list()) stored.push([entry.project, entry.hours])
        expect(new Map(stored)).toEqual(expected)
        expect(stored).toHaveLength(expected.size)
        const made = (await actionsOn(person)).filter((action) => action === 'entry.created')
        expect(made.length).toBeLessThanOrEqual(creations)
      }),
      { numRuns: engine === 'sqlite' ? 60 : 15 },
    )
  })

  async function isKilledWhileSending(steps: number, storage: ReturnType<typeof memoryStorage>) {
    const program = killedAfter(steps, client, storage)
    const outbox = createOutbox({ ...program, owner: person, now: () => nowMs })
    try {
      await outbox.send()
      return false
    } catch (error) {
      expect(error).toBeInstanceOf(Killed)
      return true
    }
  }

  /** The actions on the person's entries, by the event log. */
  async function actionsOn(userId: string): Promise<string[]> {
    const rows = await phones.api.database.reader
      .selectFrom('events')
      .select('action')
      .where('user_id', '=', userId)
      .orderBy('sequence')
      .execute()
    return rows.map(({ action }) => action)
  }
})
