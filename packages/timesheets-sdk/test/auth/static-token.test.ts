import { describe, expect, it } from 'vitest'
import { staticToken } from '../../src/auth/index.ts'
import { failureOf } from './support/everything-in.ts'

describe('staticToken', () => {
  it('returns the token, without the white space that files add', async () => {
    await expect(staticToken(' abc.def-_~+/==\n').getAccessToken()).resolves.toBe('abc.def-_~+/==')
  })

  it.each(['', '  ', 'Bearer abc', '"abc"', 'a\nb', 'tokén'])(
    'refuses what no header can carry: %j',
    (token) => {
      expect(() => staticToken(token)).toThrow(expect.objectContaining({ code: 'invalid_settings' }))
    },
  )

  it('says that it cannot renew', async () => {
    const provider = staticToken('abc')
    expect(provider.canRenew).toBe(false)
    const rejected = { code: 'token_rejected', message: expect.not.stringContaining('abc') }
    expect(await failureOf(provider.getAccessToken({ rejectedToken: 'abc' }))).toMatchObject(rejected)
    expect(await failureOf(provider.getAccessToken({ forceRefresh: true }))).toMatchObject(rejected)
  })

  it('stops with its signal', async () => {
    const failure = await failureOf(staticToken('abc').getAccessToken({ signal: AbortSignal.abort() }))
    expect(failure).toMatchObject({ code: 'aborted' })
  })
})
