import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ParsedRemindersRequest } from 'timesheets-sdk/contract'
import type { Caller } from 'timesheets-sdk/rules'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NotSentError, type Reminder } from '../../../src/reminders/channel.ts'
import { type OpenTimesheetService, openTimesheetService } from '../../../src/services/index.ts'
import type { Engine } from '../../../src/store/engine.ts'
import { eventsAfter } from '../../../src/store/events/events.ts'
import { machine, person } from '../../support/callers.ts'
import { engineNames, engineOn, newDatabase, type TestDatabase } from '../../support/databases.ts'
import { personRow } from '../../support/roster.ts'

// Monday of 2026-W48.
const now = Date.parse('2026-11-23T12:00:00Z')
const at = '2026-11-23T12:00:00.000Z'
const week = '2026-W47'
const mia = person('auth0|mia', 'approve:timesheets')
const cron: Caller = { ...machine('cron'), scopes: new Set(['approve:timesheets']) }

function asked(more: Partial<ParsedRemindersRequest> = {}): ParsedRemindersRequest {
  return { week, again: false, dueOnly: true, dryRun: false, ...more }
}

describe.each(engineNames)('reminders on %s', (engineName) => {
  let database: TestDatabase
  let open: OpenTimesheetService
  let engine: Engine
  let sent: Reminder[]
  /** The outcome of a reminder that is passed to the channel. */
  let fate: (reminder: Reminder) => Promise<void>

  beforeEach(async () => {
    sent = []
    fate = async () => {}
    database = await newDatabase(engineName)
    open = await openService()
    engine = engineOn(database.location)
    await addPeople(
      personRow('auth0|ada', { manager_id: 'auth0|mia' }),
      personRow('auth0|bea', { email: null }),
      personRow('auth0|cem', { manager_id: 'auth0|max' }),
      personRow('auth0|dan', { active_to: '2026-01-31' }),
    )
  })
  afterEach(async () => {
    await engine.close()
    await open.close()
    await database.remove()
  })

  function openService(): Promise<OpenTimesheetService> {
    return openTimesheetService({
      ...database.location,
      now: () => now,
      reminderChannel: {
        name: 'mail',
        async send(reminder) {
          await fate(reminder)
          sent.push(reminder)
        },
      },
    })
  }

  function addPeople(...people: ReturnType<typeof personRow>[]): Promise<void> {
    return engine.transaction((transaction) => engine.putRows(transaction, 'people', people, 'insert'))
  }

  const remind = (more?: Partial<ParsedRemindersRequest>, caller = mia, key?: string) =>
    open.service.sendReminders(
      caller,
      asked(more),
      undefined,
      key === undefined ? undefined : { key, operation: 'sendReminders', bodyDigest: 'd' },
    )
  const rows = () => engine.reader.selectFrom('reminders').selectAll().orderBy('user_id').execute()

  test('go to those who are missing and whom the caller decides for, and are recorded', async () => {
    expect(await remind()).toEqual({
      sent: 1,
      skipped: 1,
      failed: 0,
      nextCursor: null,
      results: [
        { userId: 'auth0|ada', email: 'ada@abc.example', status: 'sent', at },
        { userId: 'auth0|bea', status: 'no_email', detail: expect.stringContaining('no e-mail address') },
      ],
    })
    expect(sent).toMatchObject([
      { name: 'Ada', email: 'ada@abc.example', week, reason: 'not_started', expectedMinutes: 2_400 },
    ])
    expect(await rows()).toMatchObject([
      { user_id: 'auth0|ada', week, status: 'sent', channel: 'mail', asked_by: 'auth0|mia', at_ms: now },
    ])
    expect(await eventsAfter(engine.reader, 0, 10)).toMatchObject([
      {
        action: 'week.reminded',
        actor: 'auth0|mia',
        user_id: 'auth0|ada',
        week,
        after: '{"channel":"mail"}',
      },
    ])
    expect((await open.service.listMissing(mia, { week }, undefined, 1)).data).toMatchObject([
      { userId: 'auth0|ada', remindedAt: at },
    ])
  })

  test('go to nobody twice about the same week, unless asked to', async () => {
    await remind()
    const second = await remind({}, cron)
    expect(second.results).toMatchObject([
      { userId: 'auth0|ada', status: 'already_reminded', at },
      { userId: 'auth0|bea', status: 'no_email' },
      { userId: 'auth0|cem', status: 'sent' },
    ])
    expect(sent).toHaveLength(2)
    expect(await remind({ userIds: ['auth0|ada'], again: true })).toMatchObject({ sent: 1 })
    expect(await remind({ userIds: ['auth0|ada'], week: '2026-W46' })).toMatchObject({ sent: 1 })
    expect(sent).toHaveLength(4)
  })

  test('a request that is sent again with its key sends nothing twice, even where it says again', async () => {
    const first = await remind({ again: true }, mia, 'k1')
    expect(await remind({ again: true }, mia, 'k1')).toEqual(first)
    expect(sent).toHaveLength(1)
    // The key is the caller's own.
    expect(await remind({ again: true }, cron, 'k1')).toMatchObject({ sent: 2 })
    expect(await remind({ again: true, userIds: ['auth0|ada'] }, mia, 'k2')).toMatchObject({ sent: 1 })
    expect(sent).toHaveLength(4)
  })

  test('a dry run says whom they would reach, and does nothing', async () => {
    const outcome = await remind({ dryRun: true }, cron)
    expect(outcome).toMatchObject({
      sent: 2,
      results: [
        { userId: 'auth0|ada', email: 'ada@abc.example', status: 'would_send' },
        { userId: 'auth0|bea', status: 'no_email' },
        { userId: 'auth0|cem', status: 'would_send' },
      ],
    })
    expect(sent).toEqual([])
    expect(await rows()).toEqual([])
    await remind()
    expect((await remind({ dryRun: true })).results).toMatchObject([{ status: 'already_reminded', at }, {}])
    expect((await remind({ dryRun: true, again: true })).results).toMatchObject([
      { status: 'would_send' },
      {},
    ])
  })

  test('who is named and not missing, not seen, not there, or oneself, is told alike', async () => {
    await addPeople(personRow('auth0|mia'), personRow('auth0|lou', { time_zone: 'Etc/UTC' }))
    const userIds = ['auth0|dan', 'auth0|cem', 'auth0|nobody', 'auth0|mia', 'auth0|lou', 'auth0|lou']
    const { results } = await remind({ userIds })
    const [dan] = results
    expect(results).toEqual([
      ...['auth0|dan', 'auth0|cem', 'auth0|nobody', 'auth0|mia'].map((userId) => ({ ...dan, userId })),
      { userId: 'auth0|lou', email: 'lou@abc.example', status: 'sent', at },
    ])
    expect(dan).toMatchObject({ status: 'not_missing' })
    const early = await remind({ userIds: ['auth0|ada'], week: '2026-W48' })
    expect(early.results).toMatchObject([{ userId: 'auth0|ada', status: 'not_due' }])
    expect(await remind({ week: '2026-W48' })).toMatchObject({ results: [] })
    expect(await remind({ week: '2026-W48', dueOnly: false, userIds: ['auth0|ada'] })).toMatchObject({
      sent: 1,
    })
  })

  test('one that surely did not go can be sent another time, and does not stop the others', async () => {
    fate = async ({ email }) => {
      if (email.startsWith('ada')) throw new NotSentError('no such mailbox', { isChannelUnavailable: false })
    }
    const outcome = await remind({}, cron)
    expect(outcome).toMatchObject({
      sent: 1,
      skipped: 1,
      failed: 1,
      results: [
        { userId: 'auth0|ada', status: 'failed', detail: 'no such mailbox' },
        { userId: 'auth0|bea', status: 'no_email' },
        { userId: 'auth0|cem', status: 'sent' },
      ],
    })
    expect(await rows()).toMatchObject([{ user_id: 'auth0|cem' }])
    fate = async () => {}
    expect((await remind({}, cron)).results).toMatchObject([
      { status: 'sent' },
      {},
      { status: 'already_reminded' },
    ])
  })

  test('asked for again and not gone, the one before still counts', async () => {
    await remind()
    fate = async () => {
      throw new NotSentError('away', { isChannelUnavailable: true })
    }
    expect(await remind({ again: true })).toMatchObject({ failed: 1 })
    expect(await rows()).toMatchObject([{ user_id: 'auth0|ada', status: 'sent', at_ms: now }])
  })

  test('where the channel is away the rest is not tried', async () => {
    const people = Array.from({ length: 30 }, (_, index) => personRow(`many|${index}`))
    await addPeople(...people)
    let tries = 0
    fate = async () => {
      tries++
      throw new NotSentError('the mail server can’t be reached', { isChannelUnavailable: true })
    }
    const outcome = await remind({}, cron)
    expect(outcome).toMatchObject({ sent: 0, failed: 32 })
    for (const { email, detail } of outcome.results) {
      if (email !== undefined) expect(detail).toBe('the mail server can’t be reached')
    }
    expect(tries).toBeLessThanOrEqual(5)
    expect(await rows()).toEqual([])
  })

  test('one that may have arrived is not sent again by itself', async () => {
    fate = async () => {
      throw new Error('the connection broke')
    }
    expect((await remind()).results).toMatchObject([
      { userId: 'auth0|ada', status: 'failed', detail: expect.stringContaining('unknown') },
      {},
    ])
    fate = async () => {}
    expect((await remind()).results).toMatchObject([
      { userId: 'auth0|ada', status: 'already_reminded', detail: expect.stringContaining('unknown') },
      {},
    ])
    expect((await open.service.listMissing(mia, { week }, undefined, 1)).data).toMatchObject([
      { userId: 'auth0|ada', remindedAt: null },
    ])
    expect((await remind({ again: true })).results).toMatchObject([{ status: 'sent' }, {}])
  })

  test('asked for at the same time, by several processes, each goes once', async () => {
    await addPeople(...Array.from({ length: 20 }, (_, index) => personRow(`many|${index}`)))
    const other = await openService()
    try {
      const outcomes = await Promise.all(
        [open, other, open, other].map(({ service }) => service.sendReminders(cron, asked(), undefined)),
      )
      expect(outcomes.reduce((sum, outcome) => sum + outcome.sent, 0)).toBe(22)
      expect(sent.map(({ email }) => email).sort()).toEqual(
        [...new Set(sent.map(({ email }) => email))].sort(),
      )
      expect(sent).toHaveLength(22)
      expect(outcomes.map(({ failed }) => failed)).toEqual([0, 0, 0, 0])
    } finally {
      await other.close()
    }
  })

  test('a process that is killed between claim and send leaves the claim', async () => {
    const child = spawn(
      process.execPath,
      [
        '--conditions=@timesheets/source',
        fileURLToPath(new URL('../../support/remind-and-hang.ts', import.meta.url)),
        JSON.stringify(database.location),
        String(now),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await rows()).toMatchObject([{ user_id: 'auth0|ada', status: 'sending' }])
    expect((await remind()).results).toMatchObject([{ userId: 'auth0|ada', status: 'already_reminded' }, {}])
    expect(sent).toEqual([])
    expect((await remind({ again: true })).results).toMatchObject([
      { userId: 'auth0|ada', status: 'sent' },
      {},
    ])
    expect(sent).toHaveLength(1)
  })

  test('more than one request takes are reminded page by page', async () => {
    await addPeople(
      ...Array.from({ length: 120 }, (_, index) => personRow(`many|${String(index).padStart(3, '0')}`)),
    )
    const first = await remind({}, cron)
    expect(first.results).toHaveLength(100)
    expect(first.nextCursor).not.toBeNull()
    const rest = await open.service.sendReminders(cron, asked(), first.results.at(-1)?.userId)
    expect(rest).toMatchObject({ sent: 23, nextCursor: null })
    expect(new Set(sent.map(({ email }) => email)).size).toBe(122)
  })

  test('without a channel they are refused, naming the settings; a dry run is not', async () => {
    const bare = await openTimesheetService({ ...database.location, now: () => now })
    try {
      await expect(bare.service.sendReminders(mia, asked(), undefined)).rejects.toMatchObject({
        problem: { code: 'reminders_not_set_up', status: 409, detail: expect.stringContaining('SMTP_URL') },
      })
      const outcome = await bare.service.sendReminders(mia, asked({ dryRun: true }), undefined)
      expect(outcome).toMatchObject({ sent: 1 })
    } finally {
      await bare.close()
    }
  })
})
