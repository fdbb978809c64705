import { expect, it, test } from 'vitest'
import { createFeed } from '../../src/commands/feed/create.ts'
import { showFeed } from '../../src/commands/feed/show.ts'
import { withdrawFeed, withdrawFeedCommand } from '../../src/commands/feed/withdraw.ts'
import { maria, useFakeApi } from '../support/fake-api.ts'
import { optionsOf } from '../support/parse-flags.ts'

const { context } = useFakeApi()

test('the person is optional', async () => {
  expect(await optionsOf(withdrawFeedCommand, [])).toEqual({ userId: undefined, json: false })
  expect(await optionsOf(withdrawFeedCommand, ['auth0|ann', '--json'])).toEqual({
    userId: 'auth0|ann',
    json: true,
  })
})

it('is created, the address alone on the standard output, shown without it, and withdrawn', async () => {
  const created = context(maria)
  expect(await createFeed({ json: false }, created)).toBe(0)
  expect(created.io.stdout.text).toMatch(/^https:\/\/timesheets\.test\/feeds\/feed_[\w-]{43}\.ics\n$/)
  expect(created.io.stderr.text).toBe('Created. Its address, shown only now:\n')
  const shown = context(maria)
  await showFeed({ json: false }, shown)
  await showFeed({ json: true }, shown)
  expect(shown.io.stdout.lines[0]).toMatch(/^Calendar feed since \d{4}-/)
  expect(JSON.parse(shown.io.stdout.lines[1] ?? '')).toEqual({
    userId: 'auth0|maria',
    createdAt: expect.stringMatching(/Z$/),
  })
  const withdrawn = context(maria)
  expect(await withdrawFeed({ userId: undefined, json: false }, withdrawn)).toBe(0)
  expect(withdrawn.io.stdout.text).toBe('Withdrawn: the address stopped working\n')
  await expect(showFeed({ json: false }, context(maria))).rejects.toMatchObject({ code: 'not_found' })
})
