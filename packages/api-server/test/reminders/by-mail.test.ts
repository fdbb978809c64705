import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mailChannel } from '../../src/reminders/mail-channel.ts'
import { type OpenTimesheetService, openTimesheetService } from '../../src/services/index.ts'
import { person } from '../support/callers.ts'
import { engineNames, engineOn, newDatabase, type TestDatabase } from '../support/databases.ts'
import { personRow } from '../support/roster.ts'
import { startSmtp, type TestSmtp } from '../support/smtp.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const mia = person('auth0|mia', 'approve:timesheets')
const request = { week: '2026-W47', again: false, dueOnly: true, dryRun: false }

describe.each(engineNames)('reminders by a real SMTP server, recorded on %s', (engineName) => {
  let database: TestDatabase
  let smtp: TestSmtp
  const opened: OpenTimesheetService[] = []

  beforeEach(async () => {
    database = await newDatabase(engineName)
    const engine = engineOn(database.location)
    const people = ['ada', 'bea', 'gone', 'zoe'].map((name) => personRow(`auth0|${name}`))
    await engine.transaction((transaction) => engine.putRows(transaction, 'people', people, 'insert'))
    await engine.close()
    smtp = await startSmtp({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('gone') ? new Error('no such mailbox') : null),
    })
  })
  afterEach(async () => {
    for (const { close } of opened.splice(0)) await close()
    await smtp.close()
    await database.remove()
  })

  async function open(channel = smtp.channel()) {
    const service = await openTimesheetService({
      ...database.location,
      now: () => now,
      reminderChannel: channel,
    })
    opened.push(service)
    return service.service
  }
  const statuses = (results: readonly { readonly status: string }[]) => results.map(({ status }) => status)
  const recipients = () => smtp.received.flatMap(({ to }) => to).sort()

  test('each person gets one mail for concurrent requests to several processes; a rejected address is reported', async () => {
    const services = [await open(), await open()]
    const outcomes = await Promise.all(
      [...services, ...services].map((service) => service.sendReminders(mia, request, undefined)),
    )
    expect(recipients()).toEqual(['ada@abc.example', 'bea@abc.example', 'zoe@abc.example'])
    expect(outcomes.reduce((sum, { sent }) => sum + sent, 0)).toBe(3)
    const [later] = services
    const again = await later?.sendReminders(mia, request, undefined)
    expect(statuses(again?.results ?? [])).toEqual([
      'already_reminded',
      'already_reminded',
      'failed',
      'already_reminded',
    ])
    expect(again?.results[2]?.detail).toMatch(/^the mail server rejected the message \(55\d\)$/)
    expect(recipients()).toHaveLength(3)
  })

  test('no reminder is lost while the mail server is down: the next request sends it', async () => {
    const other = await startSmtp()
    const down = other.channel('user:secret@')
    await other.close()
    const failed = await (await open(down)).sendReminders(mia, request, undefined)
    expect(failed).toMatchObject({ sent: 0, failed: 4 })
    expect(JSON.stringify(failed)).not.toContain('secret')
    const service = await open()
    expect(await service.sendReminders(mia, request, undefined)).toMatchObject({ sent: 3, failed: 1 })
    expect(recipients()).toHaveLength(3)
  })

  test('the error for an unreachable mail server names SMTP_URL', async () => {
    const channel = mailChannel({
      smtpUrl: 'smtp://127.0.0.1:1',
      from: 'timesheets@abc.example',
      appUrl: 'https://timesheets.abc.example',
    })
    const { results } = await (await open(channel)).sendReminders(mia, request, undefined)
    expect(results[0]).toMatchObject({ status: 'failed', detail: expect.stringContaining('SMTP_URL') })
  })
})
