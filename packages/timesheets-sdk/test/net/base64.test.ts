import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64url, fromBase64url } from '../../src/net/base64.ts'

test('base64url is that of Node, there and back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = base64url(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64url(text)).toEqual(bytes)
    }),
  )
})

test.each(['YQ==', 'Y', 'YR', 'Y Q', 'Y\nQ', 'a+/b', 'ü', 'Y.'])('%j encodes no bytes', (text) => {
  expect(fromBase64url(text)).toBeUndefined()
})
