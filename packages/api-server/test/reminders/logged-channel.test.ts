import { expect, test } from 'vitest'
import { NotSentError, type Reminder } from '../../src/reminders/channel.ts'
import { loggedChannel, type ReminderFailure } from '../../src/reminders/logged-channel.ts'

const reminder: Reminder = {
  name: 'Maria',
  email: 'maria@abc.example',
  week: '2026-W47',
  reason: 'not_started',
  expectedMinutes: 2_400,
  totalMinutes: 0,
}

async function failureOf(error: unknown) {
  const failures: ReminderFailure[] = []
  const channel = loggedChannel(
    { name: 'mail', send: () => (error ? Promise.reject(error) : Promise.resolve()) },
    (failure) => failures.push(failure),
  )
  await channel.send(reminder).catch((thrown) => expect(thrown).toBe(error))
  return failures
}

test('a failure is logged without the address and the text of the server’s reply', async () => {
  const cause = Object.assign(new Error('535 maria@abc.example: wrong'), { code: 'EAUTH', responseCode: 535 })
  const error = new NotSentError('the mail server rejected the user name or password', {
    cause,
    isChannelUnavailable: true,
  })
  expect(await failureOf(error)).toEqual([
    {
      channel: 'mail',
      week: '2026-W47',
      isNotSent: true,
      reason: 'the mail server rejected the user name or password',
      code: 'EAUTH',
      responseCode: 535,
    },
  ])
  const broken = await failureOf(Object.assign(new Error('to maria@abc.example'), { code: 'ETIMEDOUT' }))
  expect(broken).toMatchObject([{ isNotSent: false, code: 'ETIMEDOUT' }])
  expect(JSON.stringify(broken)).not.toContain('maria')
})

test('a success is not logged', async () => {
  expect(await failureOf(undefined)).toEqual([])
})
