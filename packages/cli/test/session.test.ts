import { expect, test } from 'vitest'
import { connect } from '../src/session.ts'

test.each([
  ['timesheets.test', 'is not an absolute URL'],
  ['localhost:8080', 'is not an absolute URL'],
  ['ftp://timesheets.test', 'is not an absolute URL'],
  ['http://timesheets.test', 'would show the token to the network'],
  ['https://a:very-secret@timesheets.test', 'holds a user name'],
  ['https://timesheets.test/#', 'a query or a fragment'],
])('%s is not the address of an API: the setting is named, and no secret', async (url, fault) => {
  const error = await connect({ TIMESHEETS_API_URL: url, TIMESHEETS_TOKEN: 'abc' }, '0.0.0').catch(
    (reason: Error) => reason,
  )
  expect(error).toMatchObject({
    name: 'UsageError',
    message: expect.stringMatching(new RegExp(`^TIMESHEETS_API_URL .*${fault}`)),
  })
  expect((error as Error).message).not.toContain('very-secret')
})
