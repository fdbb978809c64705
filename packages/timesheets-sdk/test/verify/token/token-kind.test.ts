import { describe, expect, it } from 'vitest'
import { rejectOtherKinds } from '../../../src/verify/token/token-kind.ts'

describe('rejectOtherKinds', () => {
  it.each([
    {},
    { typ: 'Bearer' },
    { token_use: 'access' },
    { typ: 'Bearer', nonce: 'n-1' },
    { typ: 'bearer', nonce: '' },
  ])('accepts %j', (claims) => {
    expect(() => rejectOtherKinds(claims)).not.toThrow()
  })
})
