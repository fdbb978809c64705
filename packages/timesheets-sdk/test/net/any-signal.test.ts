import { expect, test } from 'vitest'
import { anySignal } from '../../src/net/any-signal.ts'

test('it aborts with the first signal that does, and its reason', () => {
  const one = new AbortController()
  const other = new AbortController()
  const { signal } = anySignal(one.signal, undefined, other.signal)
  expect(signal.aborted).toBe(false)
  other.abort('enough')
  one.abort('late')
  expect(signal.reason).toBe('enough')
  expect(anySignal(undefined, one.signal).signal.reason).toBe('late')
})

test('once released it listens no longer', () => {
  const one = new AbortController()
  const { signal, release } = anySignal(one.signal)
  release()
  one.abort()
  expect(signal.aborted).toBe(false)
})
