import { expect, expectTypeOf, test } from 'vitest'
import type * as z from 'zod/mini'
import type {
  Entry,
  EntryPatch,
  Event,
  entryPatchSchema,
  entrySchema,
  NewEntry,
  newEntrySchema,
  PushedEntry,
  pushedEntrySchema,
  Week,
  weekSchema,
} from '../../src/model/index.ts'
import type { WebhookPayload } from '../../src/webhooks/index.ts'

test('the types with documented members are those of the schemas', () => {
  expectTypeOf<Entry>().toEqualTypeOf<Readonly<z.output<typeof entrySchema>>>()
  expectTypeOf<Week>().toEqualTypeOf<Readonly<z.output<typeof weekSchema>>>()
  expectTypeOf<NewEntry>().toEqualTypeOf<Readonly<z.input<typeof newEntrySchema>>>()
  expectTypeOf<PushedEntry>().toExtend<z.input<typeof pushedEntrySchema>>()
  expectTypeOf<z.input<typeof pushedEntrySchema>>().toExtend<PushedEntry>()
  expectTypeOf<EntryPatch>().toEqualTypeOf<Readonly<z.output<typeof entryPatchSchema>>>()
})

/** Compiles because `action` narrows subject, before and after. */
function hoursOf(event: Event): number | string {
  switch (event.action) {
    case 'entry.created':
      expectTypeOf(event.before).toEqualTypeOf<null>()
      return event.after.hours
    case 'entry.updated':
      return event.after.hours - event.before.hours
    case 'week.submitted':
      return `${event.subject.week} ${event.after.totalHours}`
    case 'project.removed':
      return event.subject.code
    default:
      return event.action
  }
}

/** Compiles because `type` narrows data. */
function textOf(payload: WebhookPayload): string {
  if (payload.type === 'webhook.test') return payload.data.webhookId
  if (payload.type === 'week.approved') return `${payload.data.subject.userId} ${payload.data.after.status}`
  return String(hoursOf(payload.data))
}

test('an event is narrowed by its action, and a webhook by its type', () => {
  const about = { sequence: 1, generation: 'g', time: '', actor: '', client: '', week: null, reason: null }
  const event: Event = {
    ...about,
    action: 'week.approved',
    subject: { type: 'week', userId: 'maria', week: '2026-W48' },
    before: { status: 'submitted' },
    after: { status: 'approved' },
  }
  expect(textOf({ type: 'week.approved', timestamp: '', data: event })).toBe('maria approved')
  expect(textOf({ type: 'webhook.test', timestamp: '', data: { webhookId: 'w' } })).toBe('w')
  expect(hoursOf(event)).toBe('week.approved')
})
