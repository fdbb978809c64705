import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { sha256, sha256Hex } from '../../src/net/sha256.ts'

test('it is the digest that Node computes, at every length around a block', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(Buffer.from(sha256(bytes)).toString('hex')).toBe(
        createHash('sha256').update(bytes).digest('hex'),
      )
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['by Node', undefined],
  ['by plain arithmetic, where there is no Node', { getBuiltinModule: undefined }],
])('sha256Hex computes the same %s', (_, platform) => {
  if (platform !== undefined) vi.stubGlobal('process', platform)
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(sha256Hex('für ACME-42')).toBe(createHash('sha256').update('für ACME-42').digest('hex'))
})
