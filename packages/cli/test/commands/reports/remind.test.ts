import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { staticToken } from 'timesheets-sdk/auth'
import { createTimesheetsClient } from 'timesheets-sdk/client'
import { machineCaller } from 'timesheets-sdk/testing'
import { describe, expect, it, test } from 'vitest'
import { remind, remindCommand } from '../../../src/commands/reports/remind.ts'
import { maria, useFakeApi } from '../../support/fake-api.ts'
import { fakeIo } from '../../support/fake-io.ts'
import { optionsOf } from '../../support/parse-flags.ts'

const options = { week: undefined, userIds: undefined, again: false, all: false, dryRun: false, json: false }

test.each([
  [[], options],
  [
    ['--week', '2026-W47', '--user', 'a', 'b', '--again', '--all', '--dry-run', '--json'],
    { week: '2026-W47', userIds: ['a', 'b'], again: true, all: true, dryRun: true, json: true },
  ],
  [['--week', 'last'], '--week: "last" is not a week: write 2026-W48, or a date in it'],
])('remind %j', async (args, expected) => {
  expect(await optionsOf(remindCommand, args)).toEqual(expected)
})

describe('remind', () => {
  const { api, context, requests } = useFakeApi()
  const cron = machineCaller('cron')

  const seed = () => {
    api.addPerson('auth0|maria', { name: 'Maria', email: 'maria@abc.example', expectedHoursPerWeek: 40 })
    api.addPerson('auth0|carl', { name: 'Carl', expectedHoursPerWeek: 40 })
  }

  it('reminds once, and says whom it reached', async () => {
    seed()
    const first = context(cron)
    expect(await remind(options, first)).toBe(0)
    expect(first.io.stdout.lines).toEqual([
      'No address  auth0|carl  this person has no e-mail address in the roster',
      'Reminded  auth0|maria  maria@abc.example',
    ])
    expect(first.io.stderr.text).toBe('2026-W47: 1 reminded, 1 skipped, 0 failed\n')
    const second = context(cron)
    await remind(options, second)
    expect(second.io.stdout.lines[1]).toBe(
      'Reminded before  auth0|maria  maria@abc.example  2026-11-24T12:00:00.000Z',
    )
    expect(await remind({ ...options, again: true, userIds: ['auth0|maria'] }, context(cron))).toBe(0)
    expect(api.reminders.map(({ userId, week }) => [userId, week])).toEqual([
      ['auth0|maria', '2026-W47'],
      ['auth0|maria', '2026-W47'],
    ])
  })

  it('says in a dry run whom it would reach', async () => {
    seed()
    const { io, connect } = context(cron)
    await remind({ ...options, dryRun: true }, { io, connect })
    expect(io.stdout.lines[1]).toBe('Would remind  auth0|maria  maria@abc.example')
    expect(io.stderr.text).toBe('2026-W47: 1 would be reminded, 1 skipped, 0 failed\n')
    expect(api.reminders).toEqual([])
  })

  it('asks about those whose week is not over only when told to', async () => {
    seed()
    const { io, connect } = context(cron)
    await remind({ ...options, week: '2026-W48', json: true }, { io, connect })
    expect(io.stdout.text).toBe('')
    await remind({ ...options, week: '2026-W48', all: true, json: true }, { io, connect })
    expect(io.stdout.lines.map((line) => JSON.parse(line).status)).toEqual(['no_email', 'sent'])
    expect(requests).toEqual(['POST /reminders', 'POST /reminders'])
  })

  it('is for those who approve', async () => {
    await expect(remind(options, context(maria))).rejects.toMatchObject({ status: 403 })
  })
})

it('ends with 3 where some failed, and says why', async () => {
  const results = [
    {
      userId: 'a',
      email: 'a@abc.example',
      status: 'failed',
      detail: 'the mail server rejected the message (550)',
    },
    { userId: 'b', email: 'b@abc.example', status: 'sent', at: '2026-11-24T12:00:00.000Z' },
  ]
  const server = setupServer(
    http.post('https://timesheets.test/reminders', () =>
      HttpResponse.json({ sent: 1, skipped: 0, failed: 1, results, nextCursor: null }),
    ),
  )
  server.listen()
  try {
    const io = fakeIo()
    const client = createTimesheetsClient({
      baseUrl: 'https://timesheets.test',
      tokenProvider: staticToken('t'),
    })
    const connect = async () => ({
      client,
      host: 'timesheets.test',
      openOutbox: () => expect.unreachable(),
    })
    expect(await remind({ ...options, week: '2026-W47' }, { io, connect })).toBe(3)
    expect(io.stdout.text).toBe('Reminded  b  b@abc.example\n')
    expect(io.stderr.lines).toEqual([
      'Failed  a  a@abc.example  the mail server rejected the message (550)',
      '2026-W47: 1 reminded, 0 skipped, 1 failed',
    ])
  } finally {
    server.close()
  }
})
